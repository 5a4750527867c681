import type { Client, WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { expect, vi } from 'vitest';
import { queueId } from '../../src/domain/ids.ts';
import type { TestCascade } from './cascade.ts';

/** A workflow that listens and does nothing, so that a test answers for it. */
export interface Listener {
  readonly handle: WorkflowHandleWithFirstExecutionRunId;
  /** The arguments of all signals of that name that reached it. */
  heard(name: string): Promise<readonly unknown[]>;
  /** Waits until these, and no others, were the arguments of the signals of that name. */
  untilHeard(name: string, ...messages: readonly unknown[]): Promise<void>;
}

/** Listens under the id of the chain's queue, to which no real one is started then. */
export function listenAsQueue({ client, chain }: TestCascade): Promise<Listener> {
  return listen(client, queueId(chain.name));
}

/** Listens under that id: no worker has such a workflow. */
export async function listen({ workflow }: Client, workflowId: string): Promise<Listener> {
  const handle = await workflow.start('listens', { taskQueue: 'nobody', workflowId });
  const heard = async (name: string) => {
    const { events } = await handle.fetchHistory();
    return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
      signal?.signalName === name
        ? (signal.input?.payloads ?? []).map(({ data }) => JSON.parse(Buffer.from(data ?? []).toString()) as unknown)
        : [],
    );
  };
  const untilHeard: Listener['untilHeard'] = (name, ...messages) =>
    vi.waitFor(async () => {
      expect(await heard(name)).toMatchObject(messages);
    }, 20_000);
  return { handle, heard, untilHeard };
}
