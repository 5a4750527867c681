import {
  ApplicationFailure,
  ChildWorkflowCancellationType,
  ChildWorkflowFailure,
  executeChild,
  isCancellation,
  ParentClosePolicy,
  rootCause,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { buildId, publishId } from '../domain/ids.ts';
import { buildOrder, type Itinerary } from '../domain/orders.ts';
import type { PublishOrder } from '../domain/publish-order.ts';
import { type BuildOutcome, neverAttempted, type PublishingState } from '../domain/train-state.ts';
import { SOMEBODY_IN_TEMPORAL } from '../domain/trigger.ts';
import { build } from './build.ts';
import { publish } from './publish.ts';
import { searchAttributes } from './search-attributes.ts';

const childOptions = {
  cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
  parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
  workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
};

/** Starts the build of one repository; `settled` is called once, whatever becomes of it. */
export function startBuild(itinerary: Itinerary, alias: string, settled: (outcome: BuildOutcome) => void): void {
  const order = buildOrder(itinerary, alias);
  const { request, chain } = itinerary;
  const { owner, name, workflow, ref } = order.target;
  executeChild(build, {
    ...childOptions,
    workflowId: buildId(itinerary.train, alias),
    args: [order],
    staticSummary: `${order.expected.mode} ${alias} at ${order.expected.commit.slice(0, 7)}`,
    staticDetails: `${order.dispatch.type} of \`${workflow}\` in ${owner}/${name} on \`${ref}\``,
    typedSearchAttributes: searchAttributes({
      chain: chain.name,
      kind: request.kind,
      version: request.kind === 'release' ? request.version : null,
      repository: alias,
    }),
  }).then(settled, (error: unknown) => {
    settled(buildOutcomeOf(error));
  });
}

/** Starts publishing; `settled` is called once, whatever becomes of it. */
export function startPublishing(order: PublishOrder, settled: (state: PublishingState) => void): void {
  executeChild(publish, {
    ...childOptions,
    workflowId: publishId(order.train),
    args: [order],
    staticSummary: `publish ${order.tag} in ${order.owner}/${order.name}`,
  }).then(
    (release) => {
      settled({ status: 'published', at: Date.now(), release });
    },
    (error: unknown) => {
      settled(
        isCancellation(error)
          ? { status: 'cancelled', at: Date.now() }
          : { status: 'failed', at: Date.now(), why: messageOf(error) },
      );
    },
  );
}

function buildOutcomeOf(error: unknown): BuildOutcome {
  if (isCancellation(error)) {
    return { status: 'cancelled', reason: { code: 'cancelled', by: SOMEBODY_IN_TEMPORAL } };
  }
  const cause = error instanceof ChildWorkflowFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.type === 'BuildFailed') {
    const [outcome] = cause.details ?? [];
    // The build itself put it there, and nobody else throws this type.
    return outcome as BuildOutcome;
  }
  return neverAttempted({ code: 'error', message: messageOf(error) });
}

function messageOf(error: unknown): string {
  return rootCause(error) ?? String(error);
}
