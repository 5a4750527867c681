import { CancelledFailure } from '@temporalio/common';
import { expect, test, vi } from 'vitest';
import type { AdmissionAnswer } from '../../src/domain/queue/admission.ts';
import { commandTrain } from '../../src/engine/trains/command-train.ts';
import { QUICK } from '../support/assemble.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { listenAsQueue } from '../support/listening-queue.ts';
import { startRelease } from '../support/start-trains.ts';

/** A release that has built core, gave its place back while it was paused, and asks for it again to build web. */
async function askingAgain(name: string) {
  const line = [repository('core', { runner: 'big' }), repository('web', { runner: 'big', needs: ['core'] })];
  const cascade = await startCascade(chain(line, { name }), {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] },
    timings: { ...QUICK, sticky: 500 },
  });
  const { client, simulator } = cascade;
  const queue = await listenAsQueue(cascade);
  const train = await startRelease(cascade);
  const admit = (big: number) => {
    const answer: AdmissionAnswer = { type: 'admitted', changed: [], shares: { big } };
    return train.signal('admission', train.firstExecutionRunId, answer);
  };
  const command = (type: 'pause' | 'resume') =>
    commandTrain(client, train.workflowId, { type, input: {}, updateId: type });

  await queue.untilHeard('askAdmission', { again: false });
  await admit(1);
  await simulator.when(() => simulator.runs('acme/core')[0]?.status === 'in_progress');
  await command('pause');
  simulator.release('acme/core');
  await queue.untilHeard('placeGivenBack', { ended: false });
  await command('resume');
  await queue.untilHeard('askAdmission', { again: false }, { again: true });
  // Its task is done, and it waits for the answer.
  await vi.waitFor(async () => {
    const { events } = await train.fetchHistory();
    expect(events?.at(-1)?.timerStartedEventAttributes).toBeTruthy();
  }, 20_000);
  return { ...cascade, queue, train, admit };
}

test('of its place and a change of shares, told in one moment, a train goes by the change', async () => {
  const { withoutWorker, train, admit } = await askingAgain('changed-at-once');
  await withoutWorker(async () => {
    await admit(0);
    await train.signal('sharesChanged', train.firstExecutionRunId, { big: 1 });
  });
  expect(await train.result()).toMatchObject({ state: 'succeeded' });
});

test('of two answers in one moment a train goes by the second, and tells the queue that it does', async () => {
  const { withoutWorker, queue, train, admit } = await askingAgain('answered-twice');
  await withoutWorker(async () => {
    await admit(0);
    await admit(1);
  });
  expect(await train.result()).toMatchObject({ state: 'succeeded' });
  await queue.untilHeard('sharesGivenBack', { shares: { big: 1 } });
});

test('a train that is cancelled in the moment in which it is told of its place builds nothing more', async () => {
  const { withoutWorker, queue, simulator, train, admit } = await askingAgain('cancelled-at-once');
  await withoutWorker(async () => {
    await admit(1);
    await train.cancel();
  });
  await expect(train.result()).rejects.toMatchObject({ cause: expect.any(CancelledFailure) as unknown });
  expect(simulator.runs('acme/web')).toEqual([]);
  await queue.untilHeard('placeGivenBack', { ended: false }, { ended: true, cancelled: true });
});

test('a train that is cancelled while it asks for its place again ends as one that was cancelled', async () => {
  const { queue, train } = await askingAgain('cancelled-asking');
  await train.cancel();
  await expect(train.result()).rejects.toMatchObject({ cause: expect.any(CancelledFailure) as unknown });
  await queue.untilHeard('placeGivenBack', { ended: false }, { ended: true, cancelled: true });
});
