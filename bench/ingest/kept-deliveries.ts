import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';

/** The ids of the webhooks' deliveries that are in the histories of a queue, over all its executions, as often as they are there. */
export async function keptDeliveries(client: Client, queue: string): Promise<readonly string[]> {
  const kept: string[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${queue}"` })) {
    const { events } = await client.workflow.getHandle(queue, runId).fetchHistory();
    for (const { workflowExecutionSignaledEventAttributes: signal } of events ?? []) {
      const [payload] = signal?.input?.payloads ?? [];
      if (signal?.signalName !== 'arrive' || payload === undefined) continue;
      const arrivals = defaultPayloadConverter.fromPayload<readonly Arrival[]>(payload);
      kept.push(...arrivals.map(({ delivery }) => delivery.slice(0, delivery.indexOf('/'))));
    }
  }
  return kept;
}
