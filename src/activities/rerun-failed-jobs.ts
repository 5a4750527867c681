import { activityInfo, heartbeat } from '@temporalio/activity';
import type { ActionsRunRef } from '../domain/actions-run.ts';
import { GitHubError } from '../domain/github-error.ts';
import type { GitHub } from '../github/port.ts';
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
      const known = laterAttempt(before, ref);
      if (known !== null) return known;
      // Whatever a replica that lags says of the run: what was accepted once would start it a second time.
      if (activityInfo().heartbeatDetails === ACCEPTED) throw notShownYet(ref, timings.findInterval);
      if (before === null) return null;
      try {
        await github.rerunFailedJobs(ref, ref.id);
        heartbeat(ACCEPTED);
      } catch (error) {
        if (error instanceof GitHubError && REFUSALS.includes(error.kind)) {
          // "Already running" is one of them: then the next look shows another attempt.
          const after = laterAttempt(await github.run(ref, ref.id), ref);
          if (after !== null) return after;
          if (/\balready running\b/i.test(error.message)) throw notShownYet(ref, timings.findInterval);
          return null;
        }
        throw error;
      }
      const after = laterAttempt(await github.run(ref, ref.id), ref);
      if (after !== null) return after;
      throw notShownYet(ref, timings.findInterval);
    });
  };
}

/** Outlives a failing try, in the details of its heartbeat. */
const ACCEPTED = 'accepted';

/** An attempt after the known one, where the look shows one. */
function laterAttempt(look: Awaited<ReturnType<GitHub['run']>>, ref: ActionsRunRef): ActionsRunRef | null {
  if (look === null || look === 'unchanged' || look.run.attempt <= ref.attempt) return null;
  return { ...ref, attempt: look.run.attempt };
}

function notShownYet({ id }: ActionsRunRef, patience: number): Error {
  return notYet(`Actions run ${id} does not show its next attempt yet`, patience);
}

const REFUSALS: readonly GitHubError['kind'][] = ['forbidden', 'not-found', 'conflict', 'invalid', 'gone'];
