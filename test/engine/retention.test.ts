import { tsToMs } from '@temporalio/common/lib/time.js';
import { describe, expect, it } from 'vitest';
import { raiseRetention } from '../../src/engine/retention.ts';
import { makeNamespace } from './namespaces.ts';
import { serverOfFile } from './server-of-file.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('raising the retention of a namespace', { timeout: 60_000 }, () => {
  const { connection } = serverOfFile();

  it.each([
    { before: 1, asked: 30, after: 30 },
    { before: 90, asked: 30, after: 90 },
  ])('from $before days, asked for $asked, gives $after', async ({ before, asked, after }) => {
    const namespace = `kept-${before}-days`;
    await makeNamespace(connection(), namespace, before * DAY_MS);
    await raiseRetention(connection(), namespace, asked * DAY_MS);
    const { config } = await connection().workflowService.describeNamespace({ namespace });
    expect(tsToMs(config?.workflowExecutionRetentionTtl)).toBe(after * DAY_MS);
  });
});
