import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { vi } from 'vitest';

/** Makes a namespace that keeps closed workflows that long, and waits until the server's parts know it. */
export async function makeNamespace(
  connection: Connection,
  namespace: string,
  retentionMs = 86_400_000,
): Promise<void> {
  const workflowExecutionRetentionPeriod = msToTs(retentionMs);
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  await vi.waitUntil(() => isKnown(connection, namespace), { timeout: 30_000, interval: 50 });
}

async function isKnown(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error)) return false;
    throw error;
  }
}
