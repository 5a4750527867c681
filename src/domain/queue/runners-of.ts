import type { Plan } from '../plan.ts';
import { satisfies, type UnderwayTrain } from '../train-state.ts';

/** The labels of the runners that the builds of a plan take, each once. */
export function runnersOf({ builds }: Pick<Plan, 'builds'>): readonly string[] {
  const taken = builds.flatMap(({ work, runner }) => (work === 'nothing' || runner === null ? [] : [runner]));
  return [...new Set(taken)];
}

/** The labels of the runners on which a train has something left to build: what failed may be built again. */
export function runnersLeft({ plan, builds }: Pick<UnderwayTrain, 'plan' | 'builds'>): readonly string[] {
  const isLeft = (alias: string) => {
    const build = builds[alias];
    return build === undefined || !satisfies(build);
  };
  return runnersOf({ builds: plan.builds.filter(({ alias }) => isLeft(alias)) });
}

/** Whether of these labels both take the same. */
export function takeTheSame(labels: readonly string[], a: readonly string[], b: readonly string[]): boolean {
  return labels.every((label) => a.includes(label) === b.includes(label));
}

/** The labels that something takes, to be passed on; nothing where they aren't known. */
export function knownRunners({ runners }: { readonly runners?: readonly string[] }): {
  readonly runners?: readonly string[];
} {
  return runners === undefined ? {} : { runners };
}
