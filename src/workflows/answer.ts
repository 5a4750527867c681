import { CancellationScope } from '@temporalio/workflow';
import type { BuildOrder } from '../domain/build-order.ts';
import type { DeploySignal } from '../domain/telling.ts';
import type { FollowUpOrder, SignalOrder } from '../domain/telling/follow-up-order.ts';
import type { BuildOutcome } from '../domain/train-state.ts';
import { githubActivities } from './activities.ts';
import { executeBuild, outcomeOf } from './child-build.ts';

/** Sends a signal and waits for the actions run that answers it, as for the run of a build. */
export async function awaitAnswer(
  order: FollowUpOrder,
  signal: SignalOrder,
  answer: NonNullable<DeploySignal['answer']>,
): Promise<BuildOutcome> {
  const { chain, kind, version, timings } = order;
  const receiver = await githubActivities(timings, signal.place.owner).locateReceiver(signal.place);
  const build = answerAsBuild(order, signal, answer, { ...receiver, workflow: answer.workflow });
  const attributes = { chain, kind, version, repository: signal.alias };
  try {
    return await executeBuild(build, { summary: signal.what, attributes });
  } catch (error) {
    if (CancellationScope.current().consideredCancelled) throw error;
    return outcomeOf(error);
  }
}

function answerAsBuild(
  { train, since, mayRepeat, polling, timings }: FollowUpOrder,
  { alias, eventType, payload, commit, digest }: SignalOrder,
  { marker, timeouts }: NonNullable<DeploySignal['answer']>,
  target: BuildOrder['target'],
): BuildOrder {
  return {
    train,
    alias,
    target,
    dispatch: { type: 'repository_dispatch', eventType, payload },
    marker,
    digest,
    actor: target.actor,
    // It runs on the head of its own branch, which says nothing about what it deploys.
    expected: { mode: 'verify', commit, headMustMatch: false, proof: null, requiredJobs: [], artifacts: [] },
    timeouts,
    // What half of a deploy may have done is for a person to look at.
    retry: { attempts: 1, backoff: 1, maximumBackoff: 1, on: [], how: 'new-attempt', budget: null },
    polling,
    since,
    lookFirst: mayRepeat,
    again: null,
    timings,
  };
}
