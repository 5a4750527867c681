import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { expect, onTestFinished, test } from 'vitest';
import type { Scenario } from '../../simulator/scenario.ts';
import type { PublishStep } from '../../src/domain/release/release-target.ts';
import { serve } from '../github/support/loopback.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf, publishStep, releaseTarget } from '../support/chains.ts';
import { lastStateOf, startRelease } from '../support/start-trains.ts';

const WORKFLOW = '.github/workflows/publish.yml';

interface Steps {
  readonly cascade: TestCascade;
  /** Paths that the registry was asked for, one for each time. */
  readonly asked: () => readonly string[];
}

/** A chain of a core and an app, with a publish step each, and a registry that shows what their runs published. */
async function startSteps(
  version: string,
  step: Partial<PublishStep> = {},
  scenario: Partial<Scenario> & { readonly lagSeconds?: number } = {},
): Promise<Steps> {
  const { lagSeconds = 0, ...rest } = scenario;
  // The chain is written before there is a simulator; who asks is sent on to its registry.
  let simulated = '';
  const registry = await serve((request, response) => {
    response.writeHead(302, { location: `${simulated}/registry${request.url ?? ''}` }).end();
  });
  onTestFinished(() => registry[Symbol.asyncDispose]());
  const published = `${registry.url}/{name}/{version_number}`;
  const steps = ['core', 'app'].map((alias) => publishStep(alias, { published, ...step }));
  const chain = chainOf(
    [
      ['core', []],
      ['app', ['core']],
    ],
    { release: releaseTarget({ steps }) },
  );
  const packages = ['core', 'app'].map((name) => ({
    name,
    repository: `acme/${name}`,
    workflow: WORKFLOW,
    version: '${{ inputs.version }}',
    lagSeconds,
  }));
  const cascade = await startCascade(chain, { scenario: { registry: packages, ...rest } });
  simulated = cascade.simulator.url;
  return { cascade, asked: () => registry.received.map(({ path }) => path).filter((path) => path.includes(version)) };
}

function publishRuns({ simulator }: TestCascade, repository: string) {
  return simulator.runs(repository).filter(({ path }) => path === WORKFLOW);
}

function drafts({ simulator }: TestCascade): readonly boolean[] {
  return simulator.releases('acme/app').map(({ draft }) => draft);
}

test('packages are published once each, in the order of the steps, before the release is', async () => {
  const { cascade, asked } = await startSteps('1.4.0', {}, { lagSeconds: 0.5 });
  const view = await (await startRelease(cascade, 'v1.4.0')).result();

  expect(view.state).toBe('succeeded');
  const [core, ...more] = publishRuns(cascade, 'acme/core');
  const [app, ...others] = publishRuns(cascade, 'acme/app');
  expect([more, others]).toEqual([[], []]);
  expect(app?.createdAt, 'after the registry shows core').toBeGreaterThanOrEqual((core?.completedAt ?? Infinity) + 500);
  expect(core?.displayTitle).toContain('cascade:acme/release/v1.4.0/publish-core#1.');
  expect(asked().filter((path) => path === '/core/1.4.0').length).toBeGreaterThan(2);
  expect(drafts(cascade)).toEqual([false]);
  expect(cascade.simulator.violations()).toEqual([]);
});

test('a step that fails leaves the draft, and the next train does only what is left', async () => {
  const { cascade } = await startSteps(
    '1.5.0',
    {},
    {
      behaviours: [{ kind: 'conclude', repository: 'acme/app', workflow: WORKFLOW, conclusion: 'failure', times: 1 }],
    },
  );
  const failed = await lastStateOf((await startRelease(cascade, 'v1.5.0')).result());
  const [run] = publishRuns(cascade, 'acme/app');
  expect(failed.publishing).toMatchObject({
    status: 'failed',
    why: expect.stringMatching(
      new RegExp(
        `publish step 2 of 2, app \\(publish.yml in acme/app\\), failed: actions run ${run?.id ?? ''} ended in failure` +
          '.*Done before it: core\\. The draft stays at http.*not published again',
      ),
    ) as string,
  });
  expect(drafts(cascade)).toEqual([true]);

  await (await startRelease(cascade, 'v1.5.0')).result();
  expect(publishRuns(cascade, 'acme/core')).toHaveLength(1);
  expect(
    publishRuns(cascade, 'acme/app')
      .map(({ conclusion }) => conclusion)
      .sort(),
  ).toEqual(['failure', 'success']);
  expect(drafts(cascade)).toEqual([false]);
});

test('a package that its registry does not show in time stops the release, which says what the registry answers', async () => {
  const { cascade } = await startSteps('1.6.0', { lag: 500 }, { lagSeconds: 3600 });
  const { publishing } = await lastStateOf((await startRelease(cascade, 'v1.6.0')).result());
  expect(publishing).toMatchObject({
    why: expect.stringMatching(/publish step 1 of 2, core .*core\/1\.6\.0 answers 404/) as string,
  });
  expect(publishRuns(cascade, 'acme/app')).toEqual([]);
  expect(drafts(cascade)).toEqual([true]);
});

test('where no address says whether a package is there, the success of the actions run is enough', async () => {
  const { cascade, asked } = await startSteps('1.7.0', { published: null });
  await (await startRelease(cascade, 'v1.7.0')).result();
  expect(['core', 'app'].map((name) => publishRuns(cascade, `acme/${name}`).length)).toEqual([1, 1]);
  expect(asked()).toEqual([]);
});

test('a trial run publishes no packages', async () => {
  const { cascade } = await startSteps('1.8.0');
  const { client, chain, taskQueue } = cascade;
  await client.workflow.execute('release', {
    taskQueue,
    workflowId: 'acme/release/v1.8.0',
    args: [{ chain: chain.name, version: 'v1.8.0', dryRun: true }],
  });
  expect(['core', 'app'].flatMap((name) => publishRuns(cascade, `acme/${name}`))).toEqual([]);
  expect(drafts(cascade)).toEqual([true]);
});

test('a train that is cancelled during a step cancels its actions run, starts no other and publishes nothing', async () => {
  const { cascade } = await startSteps(
    '1.9.0',
    {},
    {
      behaviours: [{ kind: 'hold', repository: 'acme/core', workflow: WORKFLOW }],
    },
  );
  const { simulator } = cascade;
  const handle = await startRelease(cascade, 'v1.9.0');
  await simulator.when(() => publishRuns(cascade, 'acme/core')[0]?.status === 'in_progress');
  await handle.cancel();

  const error: unknown = await handle.result().catch((reason: unknown) => reason);
  expect(error instanceof WorkflowFailedError && error.cause).toBeInstanceOf(CancelledFailure);
  expect(publishRuns(cascade, 'acme/core')).toMatchObject([{ conclusion: 'cancelled' }]);
  expect(publishRuns(cascade, 'acme/app')).toEqual([]);
  expect(drafts(cascade)).toEqual([true]);
});
