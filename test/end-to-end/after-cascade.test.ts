import { hash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { RepositoryScenario } from '../../simulator/scenario.ts';
import type { Chain, Repository } from '../../src/domain/chain.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { queueOf, untilQueue, untilQuiet } from '../support/queues.ts';
import { statuses } from '../support/start-trains.ts';

const IMAGE = { name: 'ghcr.io/acme/service', tag: '{branch}', digest: 'image-digest' };

/** A library, and a service that is built of it and deployed; whatever a cascade builds is published as a prerelease. */
function deployed(name: string, service: Partial<Repository> = {}): Chain {
  const deploy = {
    kinds: ['cascade'],
    to: null,
    eventType: 'deploy',
    payload: { sha: '{sha}', image: '{image}' },
    required: true,
    answer: null,
  } as const;
  return chain(
    [
      repository('core'),
      repository('service', { kind: 'service', needs: ['core'], images: [IMAGE], deploy, ...service }),
    ],
    { name, triggers: triggers({ afterCascade: 'prerelease' }) },
  );
}

const PUSHED = '7'.repeat(64);

/** The service with an actions workflow of its own, which every push starts, and which pushes its image. */
const BUILT_BY_PUSH: RepositoryScenario = {
  owner: 'acme',
  name: 'service',
  workflows: [
    {
      path: '.github/workflows/ci.yml',
      name: 'CI',
      on: { push: { branches: ['main'] } },
      jobs: [{ name: 'build', seconds: 0 }],
      artifacts: [{ name: 'image-digest', files: [{ path: 'digest', text: `sha256:${PUSHED}` }] }],
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

function deploys({ simulator }: TestCascade) {
  return simulator
    .requests()
    .filter(({ operation }) => operation === 'repos/create-dispatch-event')
    .map(({ body }) => body);
}

/** Waits until the queue has started that cascade. */
async function untilStarted({ client }: TestCascade, train: string): Promise<void> {
  await vi.waitFor(() => client.workflow.getHandle(train).describe(), 30_000);
}

/** The train that the queue started after that one, once it did. */
async function followerOf(cascade: TestCascade, train: string): Promise<string> {
  const find = (view: Awaited<ReturnType<typeof queueOf>>) =>
    view.decisions.find(({ became, why }) => became === 'started' && why === `follows ${train}`);
  await untilQueue(cascade, (view) => {
    expect(find(view)).toBeDefined();
  });
  return find(await queueOf(cascade))?.what ?? '';
}

function resultOf({ client }: TestCascade, train: string): Promise<TrainView> {
  return client.workflow.getHandle(train).result() as Promise<TrainView>;
}

test('a change of the service rebuilds the service alone; its deploy follows, and then a dated prerelease of the chain', async () => {
  const cascade = await startCascade(deployed('serving'), { webhooks: 'all' });
  const { simulator } = cascade;
  const { sha } = await simulator.push('acme/service');
  const train = `serving/cascade/service/${sha.slice(0, 7)}`;
  await untilStarted(cascade, train);
  const view = await resultOf(cascade, train);
  expect(statuses(view)).toEqual({ service: 'succeeded', core: 'skipped' });
  const image = `ghcr.io/acme/service@sha256:${hash('sha256', 'image-digest')}`;
  expect(deploys(cascade)).toMatchObject([{ event_type: 'deploy', client_payload: { sha, image } }]);

  const nightly = await followerOf(cascade, train);
  expect(nightly).toMatch(/^serving\/nightly\/\d{4}-\d\d-\d\d$/);
  const { publishing, version } = await resultOf(cascade, nightly);
  expect(publishing?.status).toBe('published');
  expect(simulator.releases('acme/service')).toMatchObject([{ tag: version, prerelease: true, draft: false }]);
  expect(version).toMatch(/^nightly-\d{8}-[0-9a-f]{7}$/);
  await untilQuiet(cascade);
  expect(deploys(cascade)).toHaveLength(1);
});

test('a service that its own push has built is not built again, and the image of that build is deployed', async () => {
  const push = { ...repository('service').push, workflows: ['ci.yml'] };
  const cascade = await startCascade(
    { ...deployed('built', { push }), triggers: triggers() },
    { webhooks: 'all', scenario: { repositories: [BUILT_BY_PUSH] } },
  );
  const { simulator } = cascade;
  const { sha } = await simulator.push('acme/service');
  const train = `built/cascade/service/${sha.slice(0, 7)}`;
  await untilStarted(cascade, train);
  const view = await resultOf(cascade, train);

  expect(statuses(view)).toEqual({ service: 'reused', core: 'skipped' });
  expect(view.followUp).toMatchObject({ told: [{ what: 'deploy of service to acme/service', ok: true }] });
  const image = `ghcr.io/acme/service@sha256:${PUSHED}`;
  expect(deploys(cascade)).toMatchObject([{ client_payload: { sha, image } }]);
  expect(simulator.runs('acme/service').filter(({ event }) => event !== 'repository_dispatch')).toMatchObject([
    { event: 'push' },
  ]);
});

test('a cascade that fails is followed by nothing', async () => {
  const cascade = await startCascade(deployed('failing'), {
    webhooks: 'all',
    scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/service', conclusion: 'failure' }] },
  });
  const { simulator } = cascade;
  const { sha } = await simulator.push('acme/service');
  const train = `failing/cascade/service/${sha.slice(0, 7)}`;
  await untilQueue(cascade, ({ decisions }) => {
    expect(decisions).toContainEqual(expect.objectContaining({ what: train, became: 'ended' }));
  });
  await untilQuiet(cascade);
  expect((await queueOf(cascade)).decisions.filter(({ why }) => why.startsWith('follows'))).toEqual([]);
  expect(simulator.runs()).toHaveLength(1);
  expect(simulator.releases('acme/service')).toEqual([]);
});
