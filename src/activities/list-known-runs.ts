import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

export interface KnownRunsInput {
  readonly repository: RepositoryName;
  /** File name of the actions workflow. */
  readonly workflow: string;
  /** How far back to look, milliseconds since the epoch. */
  readonly since: number;
}

/** The ids of the runs that an actions workflow has before it is dispatched: none of them is the one that will come. */
export function listKnownRuns({ github }: Pick<Dependencies, 'github'>) {
  return async function listKnownRuns({ repository, workflow, since }: KnownRunsInput): Promise<readonly number[]> {
    const runs = await withGitHubFailures(() => github.runsSince(repository, since));
    return runs.filter((run) => run.workflow === workflow).map(({ id }) => id);
  };
}
