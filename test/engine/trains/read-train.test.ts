import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { Behaviour } from '../../../simulator/scenario-behaviours.ts';
import { readTrain } from '../../../src/engine/trains/read-train.ts';
import { startTrain } from '../../../src/engine/trains/start-train.ts';
import { chain as chainOfAcme, recipe, repository } from '../../support/chains.ts';
import { clientOfFile } from './client-of-file.ts';
import { working } from './working.ts';

const build = recipe({ dispatch: { type: 'workflow_dispatch', inputs: { version: '{version}' } } });
const acme = chainOfAcme([repository('engine', { build }), repository('app', { build, needs: ['engine'] })], {
  polling: { withoutWebhooks: 300, withWebhooks: 300 },
});
const HOLD: Behaviour = { kind: 'hold', repository: 'acme/app' };
const FAIL: Behaviour = { kind: 'conclude', repository: 'acme/engine', conclusion: 'failure' };

describe('reading a train', { timeout: 120_000 }, () => {
  const { client, server } = clientOfFile();

  async function start(taskQueue: string): Promise<string> {
    const trainId = `acme/release/${randomUUID()}`;
    const order = { kind: 'release', trainId, input: { chain: 'acme', version: 'v1.4.0' } } as const;
    await startTrain(client(), order, { taskQueue, repeat: 'never' });
    return trainId;
  }

  const read = (trainId: string) => readTrain(client(), trainId);

  it('tells what a running build does at the moment, and afterwards the whole result', async () => {
    await using work = await working(server().address, acme, [HOLD]);
    const trainId = await start(work.taskQueue);
    await vi.waitUntil(async () => (await read(trainId))?.view?.builds[1]?.reason.code.startsWith('run-') === true, {
      timeout: 60_000,
      interval: 100,
    });
    const running = await read(trainId);
    expect(running).toMatchObject({ kind: 'release', execution: 'running', closedAt: null, failure: null });
    expect(running?.view?.builds).toMatchObject([
      { alias: 'engine', status: 'succeeded' },
      { alias: 'app', status: 'running', attempts: 1, run: { owner: 'acme', name: 'app' }, related: [] },
    ]);
    expect(running?.view?.budget).toMatchObject({ limit: 5000 });
    work.simulator.release('acme/app');
    await client().workflow.getHandle(trainId).result();
    const ended = await read(trainId);
    expect(ended).toMatchObject({ execution: 'completed', failure: null, view: { state: 'succeeded' } });
    expect(ended?.closedAt).toBeGreaterThan(ended?.startedAt ?? Infinity);
  });

  it('tells of a failed train why it failed and how far it came', async () => {
    await using work = await working(server().address, acme, [FAIL]);
    const trainId = await start(work.taskQueue);
    await expect(client().workflow.getHandle(trainId).result()).rejects.toThrow();
    const failed = await read(trainId);
    expect(failed).toMatchObject({ execution: 'failed', view: { state: 'failed' } });
    expect(failed?.view?.builds.map(({ status }) => status)).toEqual(['failed', 'blocked']);
    expect(failed?.failure).toMatch(/engine: actions run \d+ ended in failure/);
  });

  it('tells of a cancelled train how far it came', async () => {
    await using work = await working(server().address, acme, [HOLD]);
    const trainId = await start(work.taskQueue);
    await vi.waitUntil(async () => (await read(trainId))?.view?.builds[1]?.reason.code.startsWith('run-') === true, {
      timeout: 60_000,
    });
    const handle = client().workflow.getHandle(trainId);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow(/cancelled/);
    const cancelled = await read(trainId);
    expect(cancelled).toMatchObject({ execution: 'cancelled', view: { state: 'cancelled' } });
    expect(cancelled?.view?.builds.map(({ status }) => status)).toEqual(['succeeded', 'cancelled']);
  });

  it('tells why a train that could not start failed, though it has no builds', async () => {
    await using work = await working(server().address, acme);
    const order = { chain: 'acme', version: 'one' };
    const handle = await client().workflow.start('release', {
      taskQueue: work.taskQueue,
      workflowId: 'acme/release/one',
      args: [order],
    });
    await expect(handle.result()).rejects.toThrow();
    expect(await read('acme/release/one')).toMatchObject({
      execution: 'failed',
      view: null,
      failure: expect.stringContaining('"one" is no version') as string,
    });
  });

  it('tells what Temporal knows where no worker answers', async () => {
    const trainId = await start('nobody-works-here');
    expect(await read(trainId)).toMatchObject({ train: trainId, execution: 'running', view: null, failure: null });
    await client().workflow.getHandle(trainId).terminate('no longer wanted');
    expect(await read(trainId)).toMatchObject({ execution: 'terminated', view: null, failure: 'no longer wanted' });
  });

  it('knows no train of an id that is unknown, impossible, or that of a build', async () => {
    expect(await read('acme/release/v0.0.0')).toBeNull();
    expect(await read('')).toBeNull();
    expect(await read('x'.repeat(2_000))).toBeNull();
    await client().workflow.start('build', { taskQueue: 'nobody-works-here', workflowId: 'acme/release/v0/engine' });
    expect(await read('acme/release/v0/engine')).toBeNull();
  });
});
