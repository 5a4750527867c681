import { NativeConnection, Worker } from '@temporalio/worker';
import { describe, expect, it, vi } from 'vitest';
import { isPolled } from '../../src/engine/pollers.ts';
import { serverOfFile } from './server-of-file.ts';

describe('whether a task queue is polled', { timeout: 60_000 }, () => {
  const { server, connection } = serverOfFile();

  it('is told of each kind of task, and changes when a worker starts', async () => {
    const queue = { namespace: 'default', taskQueue: 'activities-only' };
    expect(await isPolled(connection(), { ...queue, kind: 'activity' })).toBe(false);
    const native = await NativeConnection.connect({ address: server().address });
    const worker = await Worker.create({ connection: native, ...queue, activities: { greet: () => 'hello' } });
    await worker.runUntil(async () => {
      await vi.waitUntil(() => isPolled(connection(), { ...queue, kind: 'activity' }), { timeout: 20_000 });
      expect(await isPolled(native, { ...queue, kind: 'workflow' })).toBe(false);
    });
    await native.close();
  });
});
