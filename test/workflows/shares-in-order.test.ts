import type { WorkflowHandle } from '@temporalio/client';
import { expect, test, vi } from 'vitest';
import { queueId } from '../../src/domain/ids.ts';
import type { AdmissionAnswer } from '../../src/domain/queue/admission.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';

const ORDERED = chain([repository('core', { runner: 'big' }), repository('web', { runner: 'big' })], {
  name: 'ordered',
});

/** The arguments of all signals of that name that reached a workflow. */
async function heard(handle: WorkflowHandle, name: string): Promise<readonly unknown[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
    signal?.signalName === name
      ? (signal.input?.payloads ?? []).map(({ data }) => JSON.parse(Buffer.from(data ?? []).toString()) as unknown)
      : [],
  );
}

test('a train goes by the shares of a second answer, and tells the queue once it keeps to them', async () => {
  const behaviours = ['core', 'web'].map((name) => ({ kind: 'hold', repository: `acme/${name}` }) as const);
  const cascade = await startCascade(ORDERED, { scenario: { behaviours } });
  const { client, simulator } = cascade;
  // No worker has such a queue: it listens, and the test answers for it.
  const queue = await client.workflow.start('listens', {
    taskQueue: 'nobody',
    workflowId: queueId('ordered'),
  });
  const train = await startRelease(cascade);
  const told = (name: string, ...messages: readonly unknown[]) =>
    vi.waitFor(async () => {
      expect(await heard(queue, name)).toMatchObject(messages);
    }, 20_000);
  const admit = (big: number) => {
    const answer: AdmissionAnswer = { type: 'admitted', changed: [], shares: { big } };
    return train.signal('admission', train.firstExecutionRunId, answer);
  };
  await told('askAdmission', { runners: ['big'] });
  await admit(2);
  await simulator.when(() => simulator.runs().filter(({ status }) => status === 'in_progress').length === 2);
  expect(await heard(queue, 'sharesGivenBack')).toEqual([]);

  await admit(1);
  simulator.release('acme/core');
  await told('sharesGivenBack', { shares: { big: 1 } });
  simulator.release('acme/web');
  expect(await train.result()).toMatchObject({ state: 'succeeded' });
  await told('departed', { runners: ['big'] }, { runners: [] });
});
