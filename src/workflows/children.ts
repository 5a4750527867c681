import { executeChild, isCancellation } from '@temporalio/workflow';
import { publishId } from '../domain/ids.ts';
import { buildOrder, type Itinerary } from '../domain/orders.ts';
import type { PublishOrder } from '../domain/release/publish-order.ts';
import type { BuildOutcome, PublishingState } from '../domain/train-state.ts';
import { CHILD_OPTIONS, executeBuild, messageOf, outcomeOf } from './child-build.ts';
import { publish } from './publish.ts';

/** Starts the build of one repository; `settled` is called once, whatever becomes of it. */
export function startBuild(itinerary: Itinerary, alias: string, settled: (outcome: BuildOutcome) => void): void {
  const order = buildOrder(itinerary, alias);
  const { request, chain, version } = itinerary;
  executeBuild(order, {
    summary: `${order.expected.mode} ${alias} at ${order.expected.commit.slice(0, 7)}`,
    attributes: { chain: chain.name, kind: request.kind, version, repository: alias },
  }).then(settled, (error: unknown) => {
    settled(outcomeOf(error));
  });
}

/** Starts publishing; `settled` is called once, whatever becomes of it. */
export function startPublishing(order: PublishOrder, settled: (state: PublishingState) => void): void {
  executeChild(publish, {
    ...CHILD_OPTIONS,
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
