import { ActivityFailure, CancellationScope, rootCause, sleep, workflowInfo } from '@temporalio/workflow';
import type { StartResult } from '../activities/start-actions-run.ts';
import { formatMarker, type Marker } from '../domain/marker.ts';
import { assertNever } from '../domain/exhaustive.ts';
import { fullName } from '../domain/chain.ts';
import type { FollowUpOrder, SignalOrder } from '../domain/telling/follow-up-order.ts';
import { dispatching, githubActivities } from './activities.ts';

/** What is sent: the payload is whole. */
type Signal = Pick<SignalOrder, 'place' | 'eventType' | 'payload' | 'isMarked'>;
type Terms = Pick<FollowUpOrder, 'since' | 'mayRepeat' | 'timings'>;

/**
 * Sends a signal that nobody answers, at most once. Answers `null` once it is certain that it arrived, else why that is
 * not certain: then it is told and not repeated, because who gets it twice deploys twice.
 */
export async function sendOnce(signal: Signal, marker: Marker, terms: Terms): Promise<string | null> {
  if (terms.mayRepeat) return (await isSeen(signal, marker, terms, Date.now())) ? null : MAY_HAVE_BEEN_SENT;
  const { timings } = terms;
  const givingUp = Date.now() + timings.patience;
  for (;;) {
    const deadline = Date.now() + timings.dispatchDeadline;
    const answer = await send(signal, marker, terms, deadline);
    switch (answer.type) {
      case 'started':
      case 'accepted':
        return null;
      case 'refused':
        return `GitHub refused it (${answer.status} ${answer.message}): ${answer.advice}`;
      case 'rate-limited':
      case 'not-sent': {
        const again = answer.type === 'rate-limited' ? answer.notBefore : Date.now() + timings.findInterval;
        if (again > givingUp) return answer.type === 'not-sent' ? answer.message : "GitHub's rate limit is used up";
        await sleep(Math.max(1, again - Date.now()), { summary: 'before the signal is sent again' });
        continue;
      }
      case 'unclear':
      case 'was-reset': {
        if (await isSeen(signal, marker, terms, deadline + timings.settle)) return null;
        return answer.type === 'was-reset' ? MAY_HAVE_BEEN_SENT : unclear(signal, answer.message);
      }
      default:
        return assertNever(answer);
    }
  }
}

const MAY_HAVE_BEEN_SENT =
  'it was not sent again, because it may have been sent before the train was reset: look there, and send it by hand if it is missing';

function unclear({ place }: Signal, message: string): string {
  return `whether it arrived is not clear (${message}): look at the actions runs of ${fullName(place)}, and send it by hand if it is missing`;
}

/** Not cancellable: what was posted must be known. */
async function send(
  { place, eventType, payload, isMarked }: Signal,
  marker: Marker,
  { timings }: Terms,
  deadline: number,
): Promise<StartResult['answer']> {
  try {
    return await CancellationScope.nonCancellable(() =>
      dispatching(timings, place.owner).sendSignal({
        place,
        eventType,
        payload,
        marker: isMarked ? formatMarker(marker) : null,
        deadline,
        firstExecution: workflowInfo().firstExecutionRunId,
      }),
    );
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return { type: 'unclear', message: rootCause(error) ?? error.message };
  }
}

/** Who listens may show the marker in the name of its actions run. */
async function isSeen(
  { place, isMarked }: Signal,
  marker: Marker,
  { since, timings }: Terms,
  until: number,
): Promise<boolean> {
  if (!isMarked) return false;
  const { findSignal } = githubActivities(timings, place.owner);
  return (await findSignal({ place, marker, since: since - timings.clockSkew, until })) !== null;
}
