import type { Dependencies } from './dependencies.ts';

/** How many attempts a build of a train made whose end didn't say so: it was cancelled, or terminated. */
export function attemptsMade({ earlierBuilds }: Pick<Dependencies, 'earlierBuilds'>) {
  return async function attemptsMade(asked: { readonly train: string; readonly alias: string }): Promise<number> {
    return earlierBuilds.attempts(asked.train, asked.alias);
  };
}
