import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { readFormerQueue } from '../../src/activities/read-former-queue.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
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
async function startQueue(chain: string, taskQueue: string, push: Arrival) {
  return client().workflow.signalWithStart('chainQueue', {
    taskQueue,
    workflowId: `${chain}/queue`,
    args: [],
    signal: 'arrive',
    signalArgs: [[push]],
  });
}

/** One that was terminated before any worker took it up. */
async function endedQueue(chain: string, taskQueue: string): Promise<void> {
  const handle = await startQueue(chain, taskQueue, PUSH);
  await handle.terminate();
  await untilListed(chain);
}

/** Temporal's index is a moment behind. */
async function untilListed(chain: string): Promise<void> {
  await vi.waitFor(async () => {
    const { count } = await client().workflow.count(`WorkflowId = '${chain}/queue' AND ExecutionStatus != 'Running'`);
    expect(count).toBe(1);
  }, 10_000);
}

function reading(chain: string, taskQueue: string, attempt = 1) {
  const workflowExecution = { workflowId: `${chain}/queue`, runId: randomUUID() };
  const read = readFormerQueue({ admissions: makeAdmissions(client()) });
  return oneTry({ attempt, taskQueue, workflowExecution }).perform(read, chain);
}

test('what was pushed to a queue that no worker ever took up is there for the next', async () => {
  await endedQueue('untaken', 'ours');
  expect(await reading('untaken', 'ours')).toEqual({ state: emptyQueue('untaken'), arrivals: [PUSH] });
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
  expect(former).toMatchObject({ state: { seen: [push.delivery] }, arrivals: [] });
});

test('a queue of other workers is not read, and neither is one that never was', async () => {
  await endedQueue('elsewhere', 'other-workers');
  expect(await reading('elsewhere', 'ours')).toBeNull();
  expect(await reading('unheard-of', 'ours')).toBeNull();
});

test('a queue that does not answer is asked three times, and then the next begins without it', async () => {
  await using worker = await working(server().address, chainOf([['core', []]]));
  const { taskQueue } = worker;
  const train = await client().workflow.start('release', { taskQueue, workflowId: 'mute/queue', args: [{}] });
  await expect(train.result()).rejects.toThrow();
  await untilListed('mute');
  await expect(reading('mute', taskQueue, 2)).rejects.toThrow('memory');
  expect(await reading('mute', taskQueue, 3)).toBeNull();
});
