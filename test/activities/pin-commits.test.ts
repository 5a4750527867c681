import { expect, test } from 'vitest';
import type { TrainRequest } from '../../src/domain/trigger.ts';
import { TOKEN } from '../github/support/simulated.ts';
import { octokitFor } from '../simulator/started.ts';
import { chain, chainOf, documents, recipe, repository, withRepository } from '../support/chains.ts';
import { CORE } from './support/builds.ts';
import { BY_HAND, pinning, release } from './support/pins.ts';
import { asked, SMALL, startStage } from './support/stage.ts';

/** A person published that release of the core. */
const released = (tag: string): TrainRequest =>
  release(tag, {
    type: 'release',
    repository: 'core',
    tag,
    delivery: 'd-1',
    by: { type: 'github', login: 'a-person' },
  });

test('every build is pinned at the head of its branch, and so is the release where it will be made', async () => {
  const stage = await startStage();
  await stage.simulator.push('acme/core');
  const { pins, target } = await pinning(stage);
  const [core, app] = await Promise.all(
    ['core', 'app'].map((name) => stage.github.commit({ ...CORE, name }, 'heads/main')),
  );
  expect(pins).toMatchObject([
    { alias: 'core', ref: 'main', commit: core, dispatchTo: { ...CORE, ref: 'main', workflow: 'build.yml' } },
    { alias: 'app', ref: 'main', commit: app, dispatchTo: { owner: 'acme', name: 'app', workflow: 'build.yml' } },
  ]);
  expect(target).toEqual({ commit: app, onDefaultBranch: true });
  expect(pins.map(({ dispatchTo }) => dispatchTo?.actor)).toEqual(['cascade-bot', 'cascade-bot']);
});

test('only what is in scope is asked about', async () => {
  const stage = await startStage(
    chainOf([
      ['core', []],
      ['other', []],
      ['app', ['core']],
    ]),
  );
  expect((await pinning(stage, { aliases: ['core'] })).pins.map(({ alias }) => alias)).toEqual(['core']);
  expect(stage.simulator.requests().some(({ repository: name }) => name === 'acme/other')).toBe(false);
});

test('several components of one repository are asked about once', async () => {
  const components = ['core', 'cli', 'docs'].map((alias) => repository(alias, { name: 'mono' }));
  const chained = chain(components);
  const stage = await startStage(chained);
  const { pins } = await pinning(stage, { chain: chained });
  expect(new Set(pins.map(({ commit }) => commit)).size).toBe(1);
  for (const operation of ['repos/get', 'actions/list-repo-workflows']) {
    expect(asked(stage, operation), operation).toBe(1);
  }
  // The head, and the tag that the release will have.
  expect(asked(stage, 'repos/get-commit')).toBe(2);
});

test('a release is built from its own tag once the branch has moved on', async () => {
  const stage = await startStage();
  const { commit } = await stage.simulator.publishRelease('acme/core', { tag: 'v1.4.0' });
  const pinned = async () => (await pinning(stage, { request: released('v1.4.0') })).pins[0];
  expect(await pinned()).toMatchObject({ ref: 'main', commit });
  await stage.simulator.push('acme/core');
  expect(await pinned()).toMatchObject({ ref: 'v1.4.0', commit, dispatchTo: { ref: 'v1.4.0' } });
});

test('a push is built at its own commit, even if another follows', async () => {
  const stage = await startStage();
  const { sha } = await stage.simulator.push('acme/core');
  await stage.simulator.push('acme/core');
  const changed = [{ repository: 'core', commit: sha, run: null }];
  const request: TrainRequest = {
    kind: 'cascade',
    chain: 'acme',
    changed,
    line: null,
    only: false,
    parameters: {},
    trigger: BY_HAND,
  };
  const { pins, target } = await pinning(stage, { request });
  expect(pins[0]).toMatchObject({ alias: 'core', ref: 'main', commit: sha });
  expect(target).toBeNull();
});

test('documents are pinned, though nothing is dispatched for them', async () => {
  const chained = chain([documents('spec'), repository('core', { needs: ['spec'] })]);
  const stage = await startStage(chained);
  const { pins } = await pinning(stage, { chain: chained });
  expect(pins[0]).toMatchObject({ alias: 'spec', dispatchTo: null });
  expect(pins[0]?.commit).toMatch(/^[0-9a-f]{40}$/);
});

test('a build that runs in another repository is dispatched there, on its default branch', async () => {
  const runsIn = { owner: 'acme', name: 'builder' };
  const chained = chain([repository('core', { branch: 'main', build: recipe({ runsIn }) })]);
  const stage = await startStage(chained);
  const { pins } = await pinning(stage, { chain: chained });
  expect(pins[0]?.dispatchTo).toMatchObject({ ...runsIn, ref: 'main', held: false, workflow: 'build.yml' });
});

test('of several actions workflows the first that is switched on is taken', async () => {
  const build = recipe({ workflows: ['absent.yml', 'old.yml', 'build.yml'] });
  const workflow = {
    name: 'Build',
    on: { workflow_dispatch: { inputs: ['cascade'] } },
    jobs: [{ name: 'build', seconds: 0 }],
    artifacts: [],
  };
  const workflows = ['old.yml', 'build.yml'].map((file) => ({ ...workflow, path: `.github/workflows/${file}` }));
  const chained = chain([repository('core', { build })]);
  const stage = await startStage(chained, { repositories: [{ ...CORE, workflows }] });
  const chosen = async () => (await pinning(stage, { chain: chained })).pins[0]?.dispatchTo?.workflow;
  expect(await chosen()).toBe('old.yml');
  const { actions } = octokitFor(stage.simulator, TOKEN);
  await actions.disableWorkflow({ owner: 'acme', repo: 'core', workflow_id: 'old.yml' });
  expect(await chosen()).toBe('build.yml');
  await actions.disableWorkflow({ owner: 'acme', repo: 'core', workflow_id: 'build.yml' });
  // GitHub's refusal of the dispatch says best what is wrong.
  expect(await chosen()).toBe('old.yml');
});

test('everything that is missing is named at once, before anything is dispatched', async () => {
  const stage = await startStage();
  const elsewhere = withRepository(SMALL, 'core', { branch: 'develop' });
  const chained = withRepository(elsewhere, 'app', { build: recipe({ workflows: ['ship.yml', 'release.yml'] }) });
  await expect(pinning(stage, { chain: chained })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: [
      'acme/core has no "develop": check "branch" of core in the configuration; its default branch is main.',
      "acme/app has none of ship.yml, release.yml on its default branch, so app can't be built: " +
        'add one of them, or name another under "workflows".',
    ].join('\n'),
  });
});

test('a release whose tag was removed meanwhile is told from a branch that is misspelt', async () => {
  const stage = await startStage();
  await expect(pinning(stage, { request: released('v9.9.9') })).rejects.toMatchObject({
    type: 'Refused',
    message: 'acme/core has no "v9.9.9": the tag whose release started this train is gone, so publish it again.',
  });
});

test('a repository that the token cannot see is refused, with what to check', async () => {
  const stage = await startStage();
  const chained = withRepository(SMALL, 'core', { name: 'cor' });
  await expect(pinning(stage, { chain: chained })).rejects.toMatchObject({ type: 'GitHubRefused', nonRetryable: true });
});

test('a repository that was renamed since the configuration was written is dispatched to by its name of today', async () => {
  const stage = await startStage();
  stage.simulator.rename('acme/core', 'acme/kernel');
  const { pins } = await pinning(stage);
  expect(pins[0]?.dispatchTo).toMatchObject({ owner: 'acme', name: 'kernel' });
});
