import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import { explain } from '../domain/reason.ts';
import type { FollowUpOrder, SignalOrder } from '../domain/telling/follow-up-order.ts';
import type { FollowUpResult } from '../domain/train-state.ts';
import { awaitAnswer } from './answer.ts';
import { posting, transferActivities } from './activities.ts';
import { messageOf } from './child-build.ts';
import { withImage } from './signal-image.ts';
import { sendOnce } from './signal.ts';

/**
 * What comes after the success of a train: deploys side by side, then those who are only told. What goes wrong with one of
 * them is its result, and keeps none of the others.
 */
export async function followUp(order: FollowUpOrder): Promise<readonly FollowUpResult[]> {
  if (workflowInfo().parent === undefined) {
    const message = 'What follows a train runs only inside it: start a release or a cascade instead.';
    throw ApplicationFailure.create({ message, type: 'FollowUpFailed', nonRetryable: true });
  }
  try {
    const deployed = await tellAll(order, order.deploys);
    const isHeld = deployed.some(({ ok, required }) => required && !ok);
    if (isHeld) return deployed;
    const [told, noticed] = await Promise.all([tellAll(order, order.satellites), postAll(order)]);
    return [...deployed, ...told, ...noticed];
  } finally {
    const readImages = order.deploys.some(({ image }) => image !== null);
    if (readImages) await CancellationScope.nonCancellable(() => tidyUp(order));
  }
}

/** What stays on a disk is swept away later. */
async function tidyUp({ timings, train }: FollowUpOrder): Promise<void> {
  try {
    await transferActivities(timings).discardStaged(train);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
  }
}

async function tellAll(order: FollowUpOrder, signals: readonly SignalOrder[]): Promise<readonly FollowUpResult[]> {
  if (signals.length === 0) return [];
  setCurrentDetails(signals.map(({ what }) => `- ${what}`).join('\n'));
  return Promise.all(
    signals.map(async (signal) => {
      const { what, required } = signal;
      const why = await tell(order, signal);
      return { what, ok: why === null, why: why ?? '', required };
    }),
  );
}

function postAll({ notices, timings }: FollowUpOrder): Promise<readonly FollowUpResult[]> {
  return Promise.all(
    notices.map(async (notice) => {
      const what = `notice to ${notice.webhook.urlVariable}`;
      try {
        await posting(timings.patience).postNotice(notice);
        return { what, ok: true, why: '', required: true };
      } catch (error) {
        return { what, ok: false, why: isCancellation(error) ? CANCELLED : messageOf(error), required: true };
      }
    }),
  );
}

const CANCELLED = 'it was cancelled';

/** `null` once it is told, and answered where an answer is awaited; else why not. */
async function tell(order: FollowUpOrder, signal: SignalOrder): Promise<string | null> {
  try {
    const whole = await withImage(order, signal);
    if (whole.answer === null) {
      const { alias, digest } = whole;
      return await sendOnce(whole, { train: order.train, alias, attempt: 1, digest }, order);
    }
    const outcome = await awaitAnswer(order, whole, whole.answer);
    return outcome.status === 'succeeded' ? null : explain(outcome.reason);
  } catch (error) {
    if (isCancellation(error)) return CANCELLED;
    return messageOf(error);
  }
}
