import { pathMatcher } from './glob.ts';

/** Stands in a path for what a star stands for; no pattern has it. */
const NAME = '\0';

/** Whether one of the patterns has every path of that pattern, so far as its shallowest and a deep one show. */
export function covers(patterns: readonly string[], pattern: string): boolean {
  const shallow = pattern.replaceAll(/(?<=^|\/)\*\*\//g, '').replaceAll(/\*+/g, NAME);
  const deep = pattern.replaceAll('**', `${NAME}/${NAME}`).replaceAll('*', NAME);
  return patterns.some((other) => [shallow, deep].every(pathMatcher([other])));
}

/** Whether a path may fit both; no path does where they differ before their first star. */
export function mayMeet(one: string, other: string): boolean {
  const [a, b] = [beforeStar(one), beforeStar(other)];
  return a.startsWith(b) || b.startsWith(a);
}

function beforeStar(pattern: string): string {
  const [start = ''] = pattern.split('*');
  return start;
}
