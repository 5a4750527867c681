import { expect, test } from 'vitest';
import type { RepositoryScenario } from '../../simulator/scenario.ts';
import type { Chain } from '../../src/domain/chain.ts';
import type { OnArrival } from '../../src/domain/queue/queue-policy.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, chainOf, repository } from '../support/chains.ts';
import { startApi } from '../support/operators.ts';
import { queueOf, untilQueue, untilQuiet } from '../support/queues.ts';
import { failureOf, statuses } from '../support/start-trains.ts';

/** Three libraries that don't need each other, one train at once, and what becomes of those that come meanwhile. */
function oneAtOnce(name: string, onArrival: Partial<Chain['queue']['onArrival']>): Chain {
  const defaults = { cascade: 'merge', release: 'queue', nightly: 'refuse' } as const;
  return chainOf(
    [
      ['core', []],
      ['tools', []],
      ['web', []],
    ],
    { name, queue: { trains: 1, onArrival: { ...defaults, ...onArrival }, runners: {} } },
  );
}

/** A chain whose first build stays on its way, with an API that hears of pushes. */
function startHeld(described: Chain): Promise<TestCascade> {
  return startCascade(described, {
    webhooks: 'all',
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] },
  });
}

/** Pushes, and waits until the queue has decided about it. */
async function push(cascade: TestCascade, alias: string): Promise<void> {
  const { sha } = await cascade.simulator.push(`acme/${alias}`);
  await untilQueue(cascade, ({ decisions }) => {
    expect(decisions).toContainEqual(expect.objectContaining({ what: `${alias}@${sha.slice(0, 7)}` }));
  });
}

/** The cascades that were started, with what each of them carried. */
async function cascadesOf(cascade: TestCascade): Promise<readonly string[]> {
  const { decisions } = await queueOf(cascade);
  return decisions.flatMap(({ became, why }) => (became === 'started' ? [why] : []));
}

async function startByApi(api: string, order: object): Promise<{ readonly status: number; readonly train: string }> {
  const answer = await fetch(`${api}/trains`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  const { train = '' } = (await answer.json()) as { train?: string };
  return { status: answer.status, train };
}

test.each<[OnArrival, readonly string[]]>([
  ['merge', ['with core', 'with tools, web']],
  ['queue', ['with core', 'with tools', 'with web']],
  ['supersede', ['with core', 'with web']],
  ['refuse', ['with core']],
])('pushes during a cascade %s, where the chain says so', async (cascades, expected) => {
  const cascade = await startHeld(oneAtOnce(`pushes-${cascades}`, { cascade: cascades }));
  const { simulator } = cascade;
  await push(cascade, 'core');
  await simulator.when(() => simulator.runs('acme/core')[0]?.status === 'in_progress');
  await push(cascade, 'tools');
  await push(cascade, 'web');
  expect(simulator.runs()).toHaveLength(1);
  simulator.release('acme/core');
  await untilQuiet(cascade);
  expect(await cascadesOf(cascade)).toEqual(expected);
  const built = expected.flatMap((why) => why.replace('with ', '').split(', '));
  expect(simulator.runs().map(({ repository }) => repository)).toEqual(
    expect.arrayContaining(built.map((alias) => `acme/${alias}`)),
  );
  expect(simulator.runs()).toHaveLength(built.length);
});

test('a cascade that a person starts is refused with the reason, where the chain says so', async () => {
  const cascade = await startHeld(oneAtOnce('persons', { cascade: 'refuse' }));
  const { client, simulator } = cascade;
  const api = await startApi(cascade);
  const first = await startByApi(api, { kind: 'cascade', chain: 'persons', changed: ['core'] });
  await simulator.when(() => simulator.runs('acme/core')[0]?.status === 'in_progress');
  const second = await startByApi(api, { kind: 'cascade', chain: 'persons', changed: ['web'] });
  expect((await failureOf(client.workflow.getHandle(second.train).result())).message).toBe(
    `The train can't start: ${first.train} is under way, and no second cascade is taken meanwhile: start it when that has ended, or set queue.cascade to "queue"`,
  );
  simulator.release('acme/core');
  expect(await client.workflow.getHandle(first.train).result()).toMatchObject({ state: 'succeeded' });
});

test('releases wait for one another whatever takes the place of what, and a second one of a version is refused', async () => {
  const cascade = await startHeld(oneAtOnce('releases', { cascade: 'supersede', nightly: 'supersede' }));
  const { client, simulator } = cascade;
  const api = await startApi(cascade);
  const release = (version: string) => startByApi(api, { kind: 'release', chain: 'releases', version });
  const first = await release('v1.0.0');
  await simulator.when(() => simulator.runs('acme/core')[0]?.status === 'in_progress');
  const nightly = await startByApi(api, { kind: 'nightly', chain: 'releases' });
  const others = [await release('v2.0.0'), await release('v3.0.0')];
  await push(cascade, 'web');
  const again = await client.workflow.start('release', {
    taskQueue: cascade.taskQueue,
    workflowId: 'releases/by-hand',
    args: [{ chain: 'releases', version: 'v2.0.0' }],
  });
  expect((await failureOf(again.result())).message).toContain('releases/release/v2.0.0 makes this release already');

  simulator.release('acme/core');
  for (const { train } of [first, ...others, nightly]) {
    const view = (await client.workflow.getHandle(train).result()) as TrainView;
    expect(view.state).toBe('succeeded');
  }
  await untilQuiet(cascade);
  const { decisions } = await queueOf(cascade);
  const placed = decisions.filter(({ became }) => became === 'admitted' || became === 'started');
  const releases = [first, ...others].map(({ train }) => train);
  expect(placed.slice(0, 3).map(({ what }) => what)).toEqual(releases);
  const published = simulator.releases('acme/web').filter(({ prerelease }) => !prerelease);
  expect(published.map(({ tag }) => tag).sort()).toEqual(['v1.0.0', 'v2.0.0', 'v3.0.0']);
});

/** A library that tests itself on every push. */
const TESTED: RepositoryScenario = {
  owner: 'acme',
  name: 'core',
  workflows: [
    {
      path: '.github/workflows/ci.yml',
      name: 'CI',
      on: { push: { branches: ['main'] } },
      jobs: [{ name: 'test', seconds: 0 }],
      artifacts: [],
    },
    {
      path: '.github/workflows/build.yml',
      name: 'Build',
      on: { workflow_dispatch: { inputs: ['version', 'sha', 'cascade'] } },
      jobs: [{ name: 'build', seconds: 0 }],
      artifacts: [],
    },
  ],
};

test('a push whose actions run failed starts its cascade when that is run again and green', async () => {
  const tested = repository('core', { push: { ...repository('core').push, workflows: ['ci.yml'] } });
  const cascade = await startCascade(chain([tested], { name: 'mended' }), {
    webhooks: 'all',
    scenario: {
      repositories: [TESTED],
      behaviours: [{ kind: 'conclude', repository: 'acme/core', conclusion: 'failure', times: 1 }],
    },
  });
  const { client, simulator } = cascade;
  const { sha } = await simulator.push('acme/core');
  await untilQueue(cascade, ({ unchecked }) => {
    expect(unchecked).toMatchObject([{ why: expect.stringContaining('ended in failure') as string }]);
  });
  simulator.rerun(simulator.runs('acme/core')[0]?.id ?? 0);
  const train = `mended/cascade/core/${sha.slice(0, 7)}`;
  await untilQueue(cascade, ({ unchecked, decisions }) => {
    expect(unchecked).toEqual([]);
    expect(decisions).toContainEqual(expect.objectContaining({ what: train, became: 'started' }));
  });
  await untilQuiet(cascade);
  const view = (await client.workflow.getHandle(train).result()) as TrainView;
  expect(statuses(view)).toEqual({ core: 'reused' });
});
