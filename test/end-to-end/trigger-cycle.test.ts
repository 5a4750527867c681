import { expect, test } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { decided } from '../support/decided.ts';
import { dispatched } from '../support/github-events.ts';
import { pushAll, queueOf, untilQueue, untilQuiet } from '../support/queues.ts';
import { startCascadeOf } from '../support/start-trains.ts';

/** Repositories whose own actions workflows still dispatch to each other after each push, in a circle. */
const CIRCLE = chain([repository('core'), repository('app', { needs: ['core'] })], {
  triggers: triggers({ dispatches: STANDARD_DISPATCHES }),
});

let deliveries = 0;

/** What the actions workflow of one repository sends to another when it is green, on its way through webhook and queue. */
async function passOn(cascade: TestCascade, from: string, to: string, eventType: string): Promise<void> {
  const commit = cascade.simulator.runs(`acme/${from}`)[0]?.headSha;
  const payload = { triggered_by: from, version: 'main', source_ref: 'refs/heads/main', source_sha: commit };
  const event = dispatched({ repository: { owner: 'acme', name: to }, eventType, payload });
  deliveries += 1;
  const received = { delivery: `guid-${deliveries}`, at: Date.now() };
  const decisions = decided(event, [cascade.chain], received);
  const arrivals = decisions.flatMap((decision) => (decision.type === 'enqueue' ? [decision.arrival] : []));
  expect(arrivals).toHaveLength(1);
  await pushAll(cascade, arrivals);
}

test('dispatches that repositories send each other in a circle start nothing that a train under way builds', async () => {
  const cascade = await startCascade(CIRCLE, {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/app' }] },
  });
  const { simulator } = cascade;
  const handle = await startCascadeOf(cascade, 'core');
  await simulator.when(() => simulator.runs('acme/app')[0]?.status === 'in_progress');

  await passOn(cascade, 'core', 'app', 'build-chain');
  await passOn(cascade, 'app', 'core', 'upstream-changed');
  await untilQueue(cascade, ({ decisions }) => {
    expect(decisions.filter(({ became }) => became === 'dropped')).toHaveLength(2);
  });
  simulator.release('acme/app');
  expect((await handle.result()).state).toBe('succeeded');
  await untilQuiet(cascade);
  expect(simulator.runs('acme/core')).toHaveLength(1);
  expect(simulator.runs('acme/app')).toHaveLength(1);

  // Once it has ended, the same dispatch is news again.
  await passOn(cascade, 'core', 'app', 'build-chain');
  await simulator.when(() => simulator.runs('acme/app').length === 2);
  await untilQuiet(cascade);
  const { decisions } = await queueOf(cascade);
  expect(decisions.filter(({ became }) => became === 'started')).toHaveLength(1);
});
