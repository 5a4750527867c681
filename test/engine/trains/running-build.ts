import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { vi } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../../src/domain/search-attributes.ts';

/** Starts a build that nobody works on, with these search attributes, and waits until Temporal's index has it. */
export async function runningBuild(
  client: Client,
  attributes: Partial<Record<keyof typeof SEARCH_ATTRIBUTES, string>>,
): Promise<WorkflowHandle> {
  const workflowId = `acme/release/${randomUUID()}/engine`;
  const entries = Object.entries(SEARCH_ATTRIBUTES).flatMap(([field, name]) => {
    const value = Object.entries(attributes).find(([other]) => other === field)?.[1];
    return value === undefined ? [] : [{ key: defineSearchAttributeKey(name, 'KEYWORD'), value }];
  });
  const build = await client.workflow.start('build', {
    taskQueue: 'nobody-works-here',
    workflowId,
    typedSearchAttributes: entries,
  });
  const query = `WorkflowId = '${workflowId}' AND ExecutionStatus = 'Running'`;
  await vi.waitUntil(async () => (await client.workflow.count(query)).count === 1, { timeout: 30_000 });
  return build;
}

/** The arguments of the signals that arrived at a workflow, in their order. */
export async function signalsOf(handle: WorkflowHandle): Promise<readonly unknown[]> {
  const { events } = await handle.fetchHistory();
  const signals = events?.flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? []) ?? [];
  return signals.map(({ input }) => JSON.parse(Buffer.from(input?.payloads?.[0]?.data ?? []).toString()) as unknown);
}
