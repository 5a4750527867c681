import type { ActionsRun, ActionsRunRef } from '../domain/actions-run.ts';
import { matchingRuns, type RunIdentity } from '../domain/run-matching.ts';
import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet, withGitHubFailures } from './failures.ts';

export interface FindInput {
  readonly repository: RepositoryName;
  readonly identity: RunIdentity;
  /** How far back to look, milliseconds since the epoch. */
  readonly since: number;
  /** From when on an empty look means that there is none, milliseconds since the epoch. */
  readonly until: number;
}

export interface FoundRuns {
  /** The actions run of the attempt, or `null` where there certainly is none. */
  readonly run: ActionsRunRef | null;
  /** Runs of the same attempt beyond the first. */
  readonly surplus: readonly ActionsRunRef[];
}

/**
 * Looks for the actions run of a build attempt. Finding none counts only once a look at or after `until` was
 * answered: an outage of GitHub is never taken for an empty list.
 */
export function findActionsRun({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function findActionsRun({ repository, identity, since, until }: FindInput): Promise<FoundRuns> {
    const startedAt = Date.now();
    const runs = await withGitHubFailures(() => github.runsSince(repository, since));
    const [run, ...surplus] = matchingRuns(runs, identity).map((match) => refOf(repository, match));
    if (run === undefined && startedAt < until) {
      throw notYet('No actions run carries the marker yet', Math.min(timings.findInterval, until - startedAt));
    }
    return { run: run ?? null, surplus };
  };
}

function refOf({ owner, name }: RepositoryName, { id, attempt, url }: ActionsRun): ActionsRunRef {
  return { owner, name, id, attempt, url };
}
