import { type Finding, formatPath } from '../problem.ts';

/** The findings, of each place the first only: what stands in the defaults is found anew with every repository. */
export function oncePerPlace(findings: readonly Finding[]): readonly Finding[] {
  const places = new Set<string>();
  return findings.filter(({ path }) => {
    const place = formatPath(path);
    const isNew = !places.has(place);
    places.add(place);
    return isNew;
  });
}
