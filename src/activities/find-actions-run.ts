import { type FoundRuns, searchRuns, type SearchTerms } from '../domain/run-search.ts';
import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet, withGitHubFailures } from './failures.ts';

export interface FindInput extends SearchTerms {
  readonly repository: RepositoryName;
  /** How far back to look, milliseconds since the epoch. */
  readonly since: number;
}

/**
 * Looks for the actions run of a build attempt. Finding none counts only once a look at or after `until` was
 * answered: an outage of GitHub is never taken for an empty list.
 */
export function findActionsRun({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function findActionsRun({ repository, since, ...terms }: FindInput): Promise<FoundRuns> {
    const asked = Date.now();
    const runs = await withGitHubFailures(() => github.runsSince(repository, since));
    const result = searchRuns(runs, terms, asked);
    if (result.type !== 'not-yet') return result;
    const usual = Math.min(timings.findInterval, terms.until - asked);
    throw notYet(result.why, Math.max(1, usual, result.again - asked));
  };
}
