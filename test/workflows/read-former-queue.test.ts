import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { expect, test, vi } from 'vitest';
import { readFormerQueue } from '../../src/activities/read-former-queue.ts';
import { packArrivals } from '../../src/domain/queue/arrival-batch.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import { longDigest } from '../../src/domain/digest.ts';
import { emptyQueue } from '../../src/domain/queue/queue-state.ts';
import { makeAdmissions } from '../../src/engine/admissions.ts';
import { arrival, policy } from '../domain/queue/support.ts';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { working } from '../engine/trains/working.ts';
import { chainOf } from '../support/chains.ts';
import { oneTry } from '../activities/support/one-try.ts';

const { client, server } = clientOfFile();

const PUSH = arrival('core');

/** A queue to which something was pushed. */
async function startQueue(
  chain: string,
  taskQueue: string,
  push: Arrival,
  pack: (arrivals: readonly Arrival[]) => object = packArrivals,
) {
  return client().workflow.signalWithStart('chainQueue', {
    taskQueue,
    workflowId: `${chain}/queue`,
    args: [],
    signal: 'arrive',
    signalArgs: [pack([push])],
  });
}

/** One that was terminated before any worker took it up. */
async function endedQueue(chain: string, taskQueue: string, push: Arrival = PUSH, number = 1): Promise<void> {
  const handle = await startQueue(chain, taskQueue, push);
  await handle.terminate();
  await untilListed(chain, number);
}

/** Temporal's index is a moment behind. */
async function untilListed(chain: string, number = 1): Promise<void> {
  await vi.waitFor(async () => {
    const { count } = await client().workflow.count(`WorkflowId = '${chain}/queue' AND ExecutionStatus != 'Running'`);
    expect(count).toBe(number);
  }, 10_000);
}

function reading(chain: string, taskQueue: string, attempt = 1) {
  const workflowExecution = { workflowId: `${chain}/queue`, runId: randomUUID() };
  const read = readFormerQueue({ admissions: makeAdmissions(client()) });
  return oneTry({ attempt, taskQueue, workflowExecution }).perform(read, chain);
}

test('what was pushed to a queue that no worker ever took up is there for the next', async () => {
  await endedQueue('untaken', 'ours');
  expect(await reading('untaken', 'ours')).toEqual({ state: emptyQueue('untaken'), arrivals: [PUSH], ended: [] });
});

test('what an older API pushed there unpacked is there, too', async () => {
  await (await startQueue('unpacked', 'ours', PUSH, (arrivals) => arrivals)).terminate();
  await untilListed('unpacked');
  expect(await reading('unpacked', 'ours')).toMatchObject({ arrivals: [PUSH] });
});

test('of two queues that no worker ever took up, what was pushed to either is there', async () => {
  const later = arrival('app');
  await endedQueue('twice', 'ours', PUSH, 1);
  await endedQueue('twice', 'ours', later, 2);
  expect(await reading('twice', 'ours')).toMatchObject({ arrivals: [PUSH, later] });
});

test('a train that told its end to a queue that no worker took up has ended for the next, too', async () => {
  const handle = await startQueue('untold', 'ours', PUSH);
  const given = { train: 'untold/release/v1', runId: 'first', ended: true, succeeded: true, follow: 'none' };
  await handle.signal('placeGivenBack', given);
  await handle.signal('placeGivenBack', { ...given, train: 'untold/release/v2', ended: false });
  await handle.terminate();
  await untilListed('untold');
  expect(await reading('untold', 'ours')).toMatchObject({ arrivals: [PUSH], ended: [given] });
});

test('what a queue had taken up is in what it knew, and does not arrive once more', async () => {
  await using worker = await working(server().address, chainOf([['core', []]]));
  const { taskQueue } = worker;
  const push = arrival('core', { policy: policy({ trains: 0 }) });
  const handle = await startQueue('known', taskQueue, push);
  await vi.waitFor(async () => {
    expect(await handle.query('memory')).toMatchObject({ waiting: [{ changed: [{ repository: 'core' }] }] });
  }, 10_000);
  await handle.terminate();
  await untilListed('known');
  const former = await reading('known', taskQueue);
  expect(former).toMatchObject({ state: { seen: [longDigest(push.delivery)] }, arrivals: [] });
});

test('a queue of other workers is not read, and neither is one that never was', async () => {
  await endedQueue('elsewhere', 'other-workers');
  expect(await reading('elsewhere', 'ours')).toBeNull();
  const present = { runId: randomUUID(), taskQueue: 'ours' };
  expect(await makeAdmissions(client()).former('elsewhere', present)).toEqual({
    type: 'elsewhere',
    taskQueue: 'other-workers',
  });
  expect(await reading('unheard-of', 'ours')).toBeNull();
});

test('a queue that does not answer is asked six times, and then the next begins without it', async () => {
  await using worker = await working(server().address, chainOf([['core', []]]));
  const { taskQueue } = worker;
  const train = await client().workflow.start('release', { taskQueue, workflowId: 'mute/queue', args: [{}] });
  await expect(train.result()).rejects.toThrow();
  await untilListed('mute');
  await expect(reading('mute', taskQueue, 5)).rejects.toThrow('memory');
  expect(await reading('mute', taskQueue, 6)).toBeNull();
});

test('as long as Temporal itself does not answer, it is asked again', async () => {
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  const nobody = new Client({ connection });
  const read = readFormerQueue({ admissions: makeAdmissions(nobody) });
  const late = oneTry({ attempt: 100, taskQueue: 'ours' });
  await expect(nobody.withDeadline(Date.now() + 500, () => late.perform(read, 'unreachable'))).rejects.toThrow();
  await connection.close();
});
