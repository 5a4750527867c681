import { expect, test } from 'vitest';
import type { TrainView } from '../../src/domain/train-view.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository, triggers, withRepository } from '../support/chains.ts';
import { endOf, startedBy, untilQueue, untilQuiet } from '../support/queues.ts';
import { statuses } from '../support/start-trains.ts';
import { CI, TESTED, withTests } from '../support/tested-chain.ts';

function untilDecided(cascade: TestCascade, like: object): Promise<void> {
  return untilQueue(cascade, ({ decisions }) => {
    expect(decisions).toContainEqual(expect.objectContaining(like));
  });
}

test('a push cascades once its own tests are green, which built it; red tests start nothing', async () => {
  const red = { kind: 'conclude', repository: 'acme/core', workflow: CI, conclusion: 'failure', times: 1 } as const;
  const cascade = await startCascade(TESTED, {
    webhooks: 'all',
    scenario: { ...withTests(TESTED), behaviours: [red] },
  });
  const { simulator } = cascade;
  const broken = await simulator.push('acme/core');
  await untilQueue(cascade, ({ decisions, unchecked }) => {
    expect(JSON.stringify({ decisions, unchecked })).toMatch(/ci\.yml[^"]*(?:failure|failed)/);
  });
  const { sha } = await simulator.push('acme/core');
  const view = await endOf(cascade, 1);
  expect(view.train).toBe(`tested/cascade/core/${sha.slice(0, 7)}`);
  expect(statuses(view)).toEqual({ spec: 'skipped', core: 'reused', app: 'succeeded' });
  expect(simulator.runs('acme/core').map(({ event }) => event)).toEqual(['push', 'push']);
  expect(sha).not.toBe(broken.sha);
  expect(simulator.violations()).toEqual([]);
});

test('a push to a text cascades at once, unless only other files of it have changed; what its tests built may be built again', async () => {
  const [, core] = TESTED.repositories;
  const described = withRepository({ ...TESTED, name: 'written' }, 'core', {
    push: { ...repository('core').push, ...core?.push, buildsAgain: true },
  });
  const cascade = await startCascade(described, { webhooks: 'all', scenario: withTests(described) });
  const { simulator } = cascade;
  const { sha } = await simulator.push('acme/spec', { files: { 'SPEC.md': 'Everything is allowed.' } });
  const view = await endOf(cascade, 1);
  expect(view.train).toBe(`written/cascade/spec/${sha.slice(0, 7)}`);
  expect(statuses(view)).toEqual({ spec: 'succeeded', core: 'succeeded', app: 'succeeded' });

  await simulator.push('acme/spec', { files: { 'README.md': 'See SPEC.md.' } });
  await untilDecided(cascade, { became: 'dropped', why: 'nothing that matters to others changed' });
  await untilQuiet(cascade);
  expect(await startedBy(cascade)).toHaveLength(1);

  await simulator.push('acme/core');
  expect(statuses(await endOf(cascade, 2))).toEqual({ spec: 'skipped', core: 'succeeded', app: 'succeeded' });
});

test('a push to develop builds the heads of develop where they are, else those of the own branch, and publishes nothing', async () => {
  const described = chain(
    [repository('core'), repository('app', { needs: ['core'] }), repository('tool', { needs: ['core'] })],
    { name: 'lines', triggers: triggers({ pushBranches: ['develop'], afterCascade: 'prerelease' }) },
  );
  const cascade = await startCascade(described, { webhooks: 'all' });
  const { simulator } = cascade;
  const app = await simulator.push('acme/app', { branch: 'develop' });
  expect(statuses(await endOf(cascade, 1))).toEqual({ app: 'succeeded', core: 'skipped', tool: 'skipped' });
  const core = await simulator.push('acme/core', { branch: 'develop' });
  const view = await endOf(cascade, 2);
  expect(statuses(view)).toEqual({ core: 'succeeded', app: 'succeeded', tool: 'succeeded' });

  const built = (name: string) => simulator.runs(`acme/${name}`).map(({ headSha }) => headSha);
  expect(built('core')).toEqual([core.sha]);
  expect(built('app')).toEqual([app.sha, app.sha]);
  expect(built('tool')).not.toContain(core.sha);
  await untilQuiet(cascade);
  expect(await startedBy(cascade)).toHaveLength(2);
  expect(simulator.releases('acme/tool')).toEqual([]);
});

test('a pushed version tag releases the chain, once: neither other tags nor the tag of that release start anything', async () => {
  const described = chain([repository('core'), repository('app', { needs: ['core'] })], {
    name: 'tagged',
    triggers: triggers({ tags: ['core', 'app'] }),
  });
  const cascade = await startCascade(described, { webhooks: 'all' });
  const { simulator, client } = cascade;
  simulator.pushTag('acme/core', 'latest');
  simulator.pushTag('acme/core', 'v1.4.0', { message: 'The next one' });
  await simulator.when(() => simulator.releases('acme/app').some(({ draft }) => !draft));
  // The release has made its own tag there, with the same personal token.
  const told = ({ event, repository: of, status }: { event: string; repository?: string; status: number }) =>
    event === 'push' && of === 'acme/app' && status === 202;
  await simulator.when(() => simulator.deliveries().some(told));
  const view = (await client.workflow.getHandle('tagged/release/v1.4.0').result()) as TrainView;
  expect(view).toMatchObject({ state: 'succeeded', version: 'v1.4.0' });
  await untilQuiet(cascade);
  expect(simulator.runs()).toHaveLength(2);
  expect(simulator.releases('acme/app').map(({ tag }) => tag)).toEqual(['v1.4.0']);
});
