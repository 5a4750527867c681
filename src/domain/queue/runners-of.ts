import type { Plan } from '../plan.ts';

/** The labels of the runners that the builds of a plan take, each once. */
export function runnersOf({ builds }: Pick<Plan, 'builds'>): readonly string[] {
  const taken = builds.flatMap(({ work, runner }) => (work === 'nothing' || runner === null ? [] : [runner]));
  return [...new Set(taken)];
}

/** The labels that something takes, to be passed on; nothing where they aren't known. */
export function knownRunners({ runners }: { readonly runners?: readonly string[] }): {
  readonly runners?: readonly string[];
} {
  return runners === undefined ? {} : { runners };
}
