import type { ActionsRunRef } from '../domain/actions-run.ts';
import { GitHubError } from '../domain/github-error.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet, withGitHubFailures } from './failures.ts';

/**
 * Runs the failed jobs of an actions run again, unless somebody has done so already; gives the attempt that came of it.
 * `null` where GitHub won't: a run can be run again for 30 days and 50 times, and must not have been deleted.
 */
export function rerunFailedJobs({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function rerunFailedJobs(ref: ActionsRunRef): Promise<ActionsRunRef | null> {
    return withGitHubFailures(async () => {
      const before = await github.run(ref, ref.id);
      if (before === null || before === 'unchanged') return null;
      if (before.run.attempt > ref.attempt) return { ...ref, attempt: before.run.attempt };
      try {
        await github.rerunFailedJobs(ref, ref.id);
      } catch (error) {
        if (error instanceof GitHubError && REFUSALS.includes(error.kind)) {
          // "Already running" is one of them: then the next look shows another attempt.
          const after = await github.run(ref, ref.id);
          if (after !== null && after !== 'unchanged' && after.run.attempt > ref.attempt) {
            return { ...ref, attempt: after.run.attempt };
          }
          if (/\balready running\b/i.test(error.message)) throw notShownYet(ref, timings.findInterval);
          return null;
        }
        throw error;
      }
      const after = await github.run(ref, ref.id);
      if (after !== null && after !== 'unchanged' && after.run.attempt > ref.attempt) {
        return { ...ref, attempt: after.run.attempt };
      }
      throw notShownYet(ref, timings.findInterval);
    });
  };
}

function notShownYet({ id }: ActionsRunRef, patience: number): Error {
  return notYet(`Actions run ${id} does not show its next attempt yet`, patience);
}

const REFUSALS: readonly GitHubError['kind'][] = ['forbidden', 'not-found', 'conflict', 'invalid', 'gone'];
