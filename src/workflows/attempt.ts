import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  patched,
  rootCause,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { RunLook } from '../activities/read-actions-run.ts';
import type { ActionsRunRef, ArtifactReport } from '../domain/actions-run.ts';
import type { BuildOrder } from '../domain/build-order.ts';
import type { RetriedOutcome, RetryPolicy } from '../domain/build-recipe.ts';
import type { Reason } from '../domain/reason.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { githubActivities } from './activities.ts';
import { awaitRun } from './await-run.ts';
import { obtainAnother, type Obtained, obtainRun } from './obtain-run.ts';
import { searchAttributes } from './search-attributes.ts';
import { inTurn } from './take-turn.ts';

/** How one attempt ended. */
export type AttemptOutcome =
  | {
      readonly type: 'success';
      readonly reason: Reason;
      readonly run: ActionsRunRef;
      readonly artifacts: readonly ArtifactReport[];
    }
  | {
      readonly type: 'failure';
      readonly reason: Reason;
      /** What a retry policy can name; `null` where trying again can't help. */
      readonly outcome: RetriedOutcome | null;
      readonly run: ActionsRunRef | null;
    };

/** What the attempt before left behind, and how the policy wants to go on from it. */
export interface Previous {
  readonly run: ActionsRunRef | null;
  readonly how: RetryPolicy['how'] | 'follow';
}

/** One attempt at a build: one actions run, asked for, waited for and judged. */
export async function runAttempt(
  order: BuildOrder,
  attempt: number,
  watch: ActionsRunWatch,
  previous: Previous | null,
): Promise<AttemptOutcome> {
  watch.begin(attempt);
  try {
    let obtained = (await goOnFrom(order, previous)) ?? (await obtain(order, watch));
    const givingUp = Date.now() + order.timeouts.queue;
    for (;;) {
      if (obtained.type === 'failure') return obtained;
      watch.follow(obtained.run, obtained.isOurs);
      if (order.marker !== 'shown') makeFindable(obtained.run);
      const outcome = await awaitRun(order, watch, obtained.run);
      if (outcome.type !== 'not-ours') return outcome;
      watch.dismiss();
      obtained = await obtainAnother(order, watch, givingUp);
    }
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    const reason: Reason = { code: 'error', message: rootCause(error) ?? error.message };
    const unreachable = error.cause instanceof ApplicationFailure && error.cause.type === 'GitHubUnavailable';
    return { type: 'failure', reason, outcome: unreachable ? 'github_unreachable' : null, run: watch.run };
  }
}

function obtain(order: BuildOrder, watch: ActionsRunWatch): Promise<Obtained> {
  if (order.marker === 'shown') return obtainRun(order, watch);
  return inTurn(order, watch, async () => {
    const obtained = await obtainRun(order, watch);
    // Before the turn ends: whoever is next is told that this run is taken.
    if (obtained.type === 'run') watch.follow(obtained.run);
    return obtained;
  });
}

/**
 * The former attempt's run, where it goes on: a person has run it again meanwhile, or its failed jobs are run again now.
 */
async function goOnFrom(order: BuildOrder, previous: Previous | null): Promise<Obtained | null> {
  const run = previous?.run ?? null;
  if (previous === null || run === null) return null;
  if (previous.how === 'follow') return { type: 'run', run, isOurs: true };
  const look = await lookAt(order, run);
  if (look.type !== 'report') return null;
  if (look.report.run.attempt > run.attempt) return { type: 'run', run: look.report.run, isOurs: true };
  const { rerunFailedJobs } = githubActivities(order.timings, run.owner);
  const again = previous.how === 'rerun-failed-jobs' ? await rerunFailedJobs(run) : null;
  return again === null ? null : { type: 'run', run: again, isOurs: true };
}

/** It was there before: a replica that lags looks like a deletion, for a moment, and another run would be one too many. */
async function lookAt({ timings }: BuildOrder, ref: ActionsRunRef): Promise<RunLook> {
  const { readActionsRun } = githubActivities(timings, ref.owner);
  const input = { ref, evidence: { jobs: false, artifacts: false }, identity: null, shownBy: 0 };
  const look = await readActionsRun(input);
  if (look.type !== 'gone' || !patched('gone-is-looked-at-again')) return look;
  await sleep(timings.settle, { summary: 'was the actions run deleted?' });
  return readActionsRun(input);
}

/** Webhooks about a run without a marker reach the build by this. */
function makeFindable({ owner, name, id }: ActionsRunRef): void {
  upsertSearchAttributes(searchAttributes({ actionsRun: `${owner}/${name}/${id}` }));
}
