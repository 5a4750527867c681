import { expect, test } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import { app, asApp } from '../github/support/app.ts';
import { unpaced } from '../github/support/simulated.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { queueOf, untilQueue, untilQuiet } from '../support/queues.ts';

/** Repositories whose own actions workflows still dispatch to each other once they are green, in a circle. */
const CIRCLE = chain([repository('core'), repository('app', { needs: ['core'] })], {
  name: 'circle',
  triggers: triggers({ dispatches: STANDARD_DISPATCHES }),
});

/** What the last step of an actions workflow sends with the organisation's token, and waits until Cascade has heard of it. */
async function passOn(
  { simulator }: TestCascade,
  from: string,
  to: string,
  { eventType = 'build-chain', isNamed = true } = {},
): Promise<void> {
  const heard = () =>
    simulator.deliveries().filter(({ event, status }) => event === 'repository_dispatch' && status === 202).length;
  const before = heard();
  const github = unpaced(simulator.url, { credentials: { type: 'token', token: 'a-token-of-the-tests' } });
  const commit = isNamed ? { source_sha: simulator.runs(`acme/${from}`)[0]?.headSha } : {};
  const payload = { triggered_by: from, version: 'main', source_ref: 'refs/heads/main', ...commit };
  const dispatch = { owner: 'acme', name: to, type: 'repository_dispatch', eventType, payload } as const;
  expect(await github.dispatch(dispatch, Date.now() + 30_000)).toMatchObject({ type: 'accepted' });
  await simulator.when(() => heard() > before);
}

test('actions workflows that dispatch to each other in a circle make one train of a push, before it ends and after', async () => {
  const cascade = await startCascade(CIRCLE, {
    webhooks: 'all',
    github: asApp,
    scenario: { app: app(), behaviours: [{ kind: 'hold', repository: 'acme/app' }] },
  });
  const { simulator } = cascade;
  const dropped = async (count: number) =>
    untilQueue(cascade, ({ decisions }) => {
      expect(decisions.filter(({ became }) => became === 'dropped')).toHaveLength(count);
    });
  await simulator.push('acme/core');
  await simulator.when(() => simulator.runs('acme/app')[0]?.status === 'in_progress');
  await passOn(cascade, 'core', 'app');
  await dropped(1);

  simulator.release('acme/app');
  await untilQuiet(cascade);
  await passOn(cascade, 'app', 'core', { eventType: 'upstream-changed' });
  await passOn(cascade, 'core', 'app');
  await passOn(cascade, 'core', 'app', { isNamed: false });
  await dropped(4);
  await untilQuiet(cascade);
  const { decisions } = await queueOf(cascade);
  expect(decisions.filter(({ became }) => became === 'started')).toHaveLength(1);
  expect(simulator.runs().map(({ repository: of }) => of)).toEqual(['acme/core', 'acme/app']);
  expect(simulator.violations()).toEqual([]);
});
