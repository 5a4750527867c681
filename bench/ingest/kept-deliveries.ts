import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { type ArrivalBatch, arrivalsIn } from '../../src/domain/queue/arrival-batch.ts';

/** The ids of the webhooks' deliveries that are in the histories of a queue, over all its executions, as often as they are there. */
export async function keptDeliveries(client: Client, queue: string): Promise<readonly string[]> {
  const kept: string[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${queue}"` })) {
    const { events } = await client.workflow.getHandle(queue, runId).fetchHistory();
    for (const { workflowExecutionSignaledEventAttributes: signal } of events ?? []) {
      const [payload] = signal?.input?.payloads ?? [];
      if (signal?.signalName !== 'arrive' || payload === undefined) continue;
      const arrived = defaultPayloadConverter.fromPayload<ArrivalBatch>(payload);
      kept.push(...arrivalsIn(arrived).map(({ delivery }) => delivery.slice(0, delivery.indexOf('/'))));
    }
  }
  return kept;
}
