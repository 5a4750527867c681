import {
  ApplicationFailure,
  ChildWorkflowFailure,
  executeChild,
  isCancellation,
  patched,
  workflowInfo,
} from '@temporalio/workflow';
import { followUpId, publishId } from '../domain/ids.ts';
import { buildOrder, type Itinerary } from '../domain/orders.ts';
import { tooLargeToOrder } from '../domain/release/payload-size.ts';
import type { PublishOrder } from '../domain/release/publish-order.ts';
import { followUpOrder } from '../domain/telling/order-follow-up.ts';
import type { Again, BuildOutcome, FollowUpResult, PublishingState, UnderwayTrain } from '../domain/train-state.ts';
import { localActivities, lookingAtOnce } from './activities.ts';
import { CHILD_OPTIONS, executeBuild, messageOf, outcomeOf } from './child-build.ts';
import { followUp } from './follow-up.ts';
import { executeOwnChild } from './own-child.ts';
import { publish } from './publish.ts';

/** Starts the build of one repository; `settled` is called once, whatever becomes of it. */
export function startBuild(
  itinerary: Itinerary,
  alias: string,
  again: Again | null,
  settled: (outcome: BuildOutcome) => void,
): void {
  const order = buildOrder(itinerary, alias, again);
  const { request, chain, version } = itinerary;
  executeBuild(order, {
    summary: `${order.expected.mode} ${alias} at ${order.expected.commit.slice(0, 7)}`,
    attributes: { chain: chain.name, kind: request.kind, version, repository: alias },
  }).then(settled, (error: unknown) => {
    settled(outcomeOf(error));
  });
}

/** Starts publishing; `settled` is called once, whatever becomes of it. */
export function startPublishing(order: PublishOrder, settled: (event: PublishingEnd) => void): void {
  const why = tooLargeToOrder(order);
  if (why !== null) {
    settled({ type: 'publishing', state: { status: 'failed', at: Date.now(), why } });
    return;
  }
  const workflowId = publishId(order.train);
  executeOwnChild(workflowId, () =>
    executeChild(publish, {
      ...CHILD_OPTIONS,
      workflowId,
      args: [order],
      staticSummary: `publish ${order.tag} in ${order.owner}/${order.name}`,
    }),
  ).then(
    (release) => {
      settled({ type: 'publishing', state: { status: 'published', at: Date.now(), release } });
    },
    (error: unknown) => {
      settled(endOf(error));
    },
  );
}

/** How publishing ended, or that builds must be made again before it can. */
export type PublishingEnd =
  | { readonly type: 'publishing'; readonly state: PublishingState }
  | { readonly type: 'artifacts-expired'; readonly aliases: readonly string[]; readonly why: string };

function endOf(error: unknown): PublishingEnd {
  const at = Date.now();
  if (isCancellation(error)) return { type: 'publishing', state: { status: 'cancelled', at } };
  const cause = error instanceof ChildWorkflowFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.type === 'ArtifactsExpired') {
    const [aliases] = cause.details ?? [];
    // Publishing put them there, and nobody else throws this type.
    return { type: 'artifacts-expired', aliases: aliases as readonly string[], why: cause.message };
  }
  return { type: 'publishing', state: { status: 'failed', at, why: messageOf(error) } };
}

/** Starts what comes after success; `settled` is called once, whatever becomes of it. */
export function startFollowUp(
  itinerary: Itinerary,
  train: UnderwayTrain,
  settled: (told: readonly FollowUpResult[]) => void,
): void {
  executeFollowUp(itinerary, train).then(settled, (error: unknown) => {
    // Nobody knows what it came to, so whoever must be told counts as not told.
    const { deploys } = followUpOrder(itinerary, train, false);
    const required = deploys.some((deploy) => deploy.required);
    settled([{ what: 'what follows the train', ok: false, why: messageOf(error), required }]);
  });
}

async function executeFollowUp(itinerary: Itinerary, train: UnderwayTrain): Promise<readonly FollowUpResult[]> {
  const workflowId = followUpId(itinerary.train);
  // Asked in a task of its own, the question could be left behind by a reset with its answer of before.
  const { wasBegun } = patched('follow-up-looks-at-once') ? lookingAtOnce() : localActivities();
  const mayRepeat = await wasBegun(workflowId, workflowInfo().firstExecutionRunId);
  return executeOwnChild(workflowId, () =>
    executeChild(followUp, {
      ...CHILD_OPTIONS,
      workflowId,
      args: [followUpOrder(itinerary, train, mayRepeat)],
      staticSummary: 'deploy, and tell others',
    }),
  );
}
