import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import type { EngineConnection } from './engine-connection.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long the embedded server keeps a closed workflow; its own default is one day. */
export const EMBEDDED_RETENTION_MS = 30 * DAY_MS;

/** Raises the retention of a namespace to at least `retentionMs`; one that is longer already stays. */
export async function raiseRetention(
  connection: EngineConnection,
  namespace: string,
  retentionMs: number,
): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const current = config?.workflowExecutionRetentionTtl;
  if (current !== null && current !== undefined && tsToMs(current) >= retentionMs) return;
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: msToTs(retentionMs) },
  });
}
