import { expect, test } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import { startCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { startOwnApi } from '../support/own-api.ts';
import { startRelease } from '../support/start-trains.ts';

/** So long that a build which no webhook woke would not end within the test. */
const NO_POLL = 3_600_000;

function engineAndApp(name: string): Chain {
  return chainOf(
    [
      ['engine', []],
      ['app', ['engine']],
    ],
    { name },
  );
}

test.each([
  ['doubled', { double: true }],
  ['delivered in the opposite order', { reverseBy: 4 }],
  ['late', { lateSeconds: 1 }],
  ['lost now and then', { loseEvery: 2 }],
  ['all lost', { loseEvery: 1 }],
])('webhooks that are %s change nothing: each build runs once, and one release comes out', async (how, disturbed) => {
  const chain = engineAndApp(`acme-${how.replaceAll(' ', '-')}`);
  const cascade = await startCascade(chain, { disturbed });
  const view = await (await startRelease(cascade)).result();
  expect(view.state).toBe('succeeded');
  expect(cascade.simulator.runs().map(({ repository }) => repository)).toEqual(['acme/engine', 'acme/app']);
  expect(cascade.simulator.releases('acme/app')).toMatchObject([{ tag: 'v1.4.0', draft: false }]);
});

test('a webhook secret can be changed under way: what is signed with the former or the new one wakes builds', async () => {
  const chain = engineAndApp('acme-rotated');
  const cascade = await startCascade(chain, {
    pollInterval: NO_POLL,
    webhooks: false,
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/app' }] },
  });
  const { simulator } = cascade;
  const url = await startOwnApi(cascade, {
    events: ['workflow_run'],
    accepts: ['the-new-secret', 'the-former-secret'],
    signedWith: 'the-former-secret',
  });
  const statuses = () => new Set(simulator.deliveries().map(({ status }) => status));

  const handle = await startRelease(cascade);
  await simulator.when(() => simulator.runs('acme/app')[0]?.status === 'in_progress');
  simulator.rotateWebhookSecret(url, 'the-new-secret');
  simulator.release('acme/app');
  expect((await handle.result()).state).toBe('succeeded');
  expect(simulator.runs()).toHaveLength(2);

  simulator.rotateWebhookSecret(url, 'a-secret-of-nobody');
  expect(statuses()).not.toContain(401);
  simulator.rerun(simulator.runs('acme/app')[0]?.id ?? 0);
  await simulator.when(() => statuses().has(401));
});
