import { expect, test } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { queueOf, untilQueue, untilQuiet } from '../support/queues.ts';
import { startCascadeOf } from '../support/start-trains.ts';

/** Repositories whose own actions workflows still dispatch to each other after each push, in a circle. */
const CIRCLE = chain([repository('core'), repository('app', { needs: ['core'] })], {
  triggers: triggers({ dispatches: STANDARD_DISPATCHES }),
});

/** What the actions workflow of one repository sends to another when it is green. */
async function passOn({ simulator }: TestCascade, from: string, to: string, eventType: string): Promise<void> {
  const commit = simulator.runs(`acme/${from}`)[0]?.headSha;
  const payload = { triggered_by: from, version: 'main', source_ref: 'refs/heads/main', source_sha: commit };
  const answer = await fetch(`${simulator.url}/repos/acme/${to}/dispatches`, {
    method: 'POST',
    headers: { authorization: 'Bearer a-token-of-the-tests', 'content-type': 'application/json' },
    body: JSON.stringify({ event_type: eventType, client_payload: payload }),
  });
  expect(answer.status).toBe(204);
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
