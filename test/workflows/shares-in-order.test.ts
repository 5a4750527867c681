import { expect, test } from 'vitest';
import { applyQueueEvent } from '../../src/domain/queue/apply-queue-event.ts';
import type { AdmissionAnswer } from '../../src/domain/queue/admission.ts';
import { queueId } from '../../src/domain/ids.ts';
import { asks, policy, queueAfter } from '../domain/queue/support.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { listen, listenAsQueue } from '../support/listening-queue.ts';
import { startRelease } from '../support/start-trains.ts';

const BIG = [repository('core', { runner: 'big' }), repository('web', { runner: 'big' })];
const ORDERED = chain(BIG, { name: 'ordered' });

test('a train goes by the shares of a second answer, and tells the queue once it keeps to them', async () => {
  const behaviours = ['core', 'web'].map((name) => ({ kind: 'hold', repository: `acme/${name}` }) as const);
  const cascade = await startCascade(ORDERED, { scenario: { behaviours } });
  const { simulator } = cascade;
  const queue = await listenAsQueue(cascade);
  const train = await startRelease(cascade);
  const admit = (big: number) => {
    const answer: AdmissionAnswer = { type: 'admitted', changed: [], shares: { big } };
    return train.signal('admission', train.firstExecutionRunId, answer);
  };
  await queue.untilHeard('askAdmission', { runners: ['big'] });
  await admit(2);
  await simulator.when(() => simulator.runs().filter(({ status }) => status === 'in_progress').length === 2);
  expect(await queue.heard('sharesGivenBack')).toEqual([]);

  await admit(1);
  simulator.release('acme/core');
  await queue.untilHeard('sharesGivenBack', { shares: { big: 1 } });
  simulator.release('acme/web');
  expect(await train.result()).toMatchObject({ state: 'succeeded' });
  await queue.untilHeard('departed', { runners: ['big'] }, { runners: [] });
});

test('a queue sends a train its next message once the one before is there', async () => {
  const { client, taskQueue } = await startCascade(chain(BIG, { name: 'one-at-a-time' }));
  const [asking, other] = ['one-at-a-time/release/v1', 'one-at-a-time/release/v2'] as const;
  const train = await listen(client, asking);
  const ask = (name: string, execution: string) =>
    asks(name, { runId: execution, policy: policy({ trains: 2, runners: { big: 3 } }) });
  const { firstExecutionRunId: runId } = train.handle;
  const again = ask(asking, runId);
  // It asks once more, and in the same moment another takes a part of its share: it is to be answered, and told of that.
  const state = [again, ask(other, 'first')].reduce(applyQueueEvent, queueAfter([again]).state);
  const queue = await client.workflow.start('chainQueue', {
    taskQueue,
    workflowId: queueId('one-at-a-time'),
    args: [state],
  });
  await train.untilHeard('sharesChanged', runId, { big: 2 });
  const { events } = await queue.fetchHistory();
  const steps = (events ?? []).flatMap(
    ({
      signalExternalWorkflowExecutionInitiatedEventAttributes: sent,
      externalWorkflowExecutionSignaledEventAttributes: arrived,
    }) => {
      if (sent?.workflowExecution?.workflowId === asking) return [`${sent.signalName} sent`];
      return arrived?.workflowExecution?.workflowId === asking ? ['arrived'] : [];
    },
  );
  expect(steps.slice(0, 3)).toEqual(['admission sent', 'arrived', 'sharesChanged sent']);
});
