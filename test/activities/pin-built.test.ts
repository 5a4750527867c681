import { describe, expect, test } from 'vitest';
import type { Pin } from '../../src/domain/build-inputs.ts';
import type { Chain } from '../../src/domain/chain.ts';
import type { TrainRequest } from '../../src/domain/trigger.ts';
import type { BuiltAt } from '../../src/engine/earlier-builds.ts';
import { chain, recipe, repository, triggers, withRepository } from '../support/chains.ts';
import { cascadeOf } from '../support/requests.ts';
import { pinning } from './support/pins.ts';
import { activitiesAt, startStage, type Stage } from './support/stage.ts';

/** What did not change is built where it was built before. */
const CHAIN = chain([repository('core'), repository('app', { needs: ['core'] })], {
  triggers: triggers({ cascadeRefs: 'built' }),
});
const APP = { owner: 'acme', name: 'app' };
const CASCADE = cascadeOf(CHAIN, ['core']);

/** Pins a cascade of the library, where those builds of the app have succeeded, the last first. */
async function pinnedApp(
  stage: Stage,
  earlier: readonly BuiltAt[],
  asked: { readonly chain?: Chain; readonly request?: TrainRequest } = {},
): Promise<Pin | undefined> {
  const activities = await activitiesAt(stage.simulator.url, {
    earlierBuilds: {
      read: unasked,
      attempts: unasked,
      wasBegun: unasked,
      async *succeeded(_, aliases) {
        await Promise.resolve();
        if (aliases.includes('app')) yield* earlier;
      },
    },
  });
  const { pins } = await pinning({ ...stage, activities }, { chain: CHAIN, request: CASCADE, ...asked });
  return pins.find(({ alias }) => alias === 'app');
}

function unasked(): never {
  throw new Error('Pinning asks for builds that succeeded, and for nothing else');
}

/** An app that was built once, and pushed to since. */
async function movedOn() {
  const stage = await startStage(CHAIN);
  const before = (await stage.github.commit(APP, 'heads/main')) ?? '';
  const { sha: head } = await stage.simulator.push('acme/app');
  return { stage, before, head, builds: [{ train: 'acme/cascade/core/1234567', commit: before }] };
}

test('what did not change is pinned at its last build, on a tag of ours, and says which train built it', async () => {
  const { stage, before, builds } = await movedOn();
  const pin = await pinnedApp(stage, builds);
  expect(pin).toMatchObject({ ref: 'main', commit: before, builtBy: 'acme/cascade/core/1234567' });
  expect(pin?.dispatchTo).toMatchObject({ ref: `cascade/app-${pin?.digest ?? ''}`, held: true });
});

test('what is still the head is dispatched on the branch', async () => {
  const { stage, head } = await movedOn();
  const pin = await pinnedApp(stage, [{ train: 'acme/cascade/app/7654321', commit: head }]);
  expect(pin).toMatchObject({
    commit: head,
    builtBy: 'acme/cascade/app/7654321',
    dispatchTo: { ref: 'main', held: false },
  });
});

test('a build of another branch, and of a commit that is gone, is passed over', async () => {
  const { stage, before, builds } = await movedOn();
  const { sha } = await stage.simulator.push('acme/app', { branch: 'develop' });
  const elsewhere = [sha, 'f'.repeat(40)].map((commit) => ({ train: 'acme/cascade/app/7654321', commit }));
  expect(await pinnedApp(stage, [...elsewhere, ...builds])).toMatchObject({
    commit: before,
    builtBy: 'acme/cascade/core/1234567',
  });
});

describe('the head is taken', () => {
  test('where no build is known', async () => {
    const { stage, head } = await movedOn();
    const pin = await pinnedApp(stage, []);
    expect(pin).toMatchObject({ commit: head });
    expect(pin).not.toHaveProperty('builtBy');
  });

  test('of what changed itself, unless the trigger names a commit', async () => {
    const { stage, before, head, builds } = await movedOn();
    expect(await pinnedApp(stage, builds, { request: cascadeOf(CHAIN, ['core', 'app']) })).toMatchObject({
      commit: head,
    });
    const changed = [{ repository: 'app', commit: before, run: null }];
    const named = await pinnedApp(stage, [{ train: 'other', commit: head }], { request: { ...CASCADE, changed } });
    expect(named).toMatchObject({ commit: before });
    expect(named).not.toHaveProperty('builtBy');
  });

  test('where another component of the same repository changed', async () => {
    const { stage, head, builds } = await movedOn();
    const tools = repository('tools', { name: 'app', needs: ['core'] });
    const split = { ...CHAIN, repositories: [...CHAIN.repositories, tools] };
    const request = cascadeOf(split, ['core', 'tools']);
    expect(await pinnedApp(stage, builds, { chain: split, request })).toMatchObject({ commit: head });
  });

  test("for a line, and where a push's own actions runs count as the build", async () => {
    const { stage, before, head, builds } = await movedOn();
    expect(await pinnedApp(stage, builds, { request: { ...CASCADE, line: 'develop' } })).toMatchObject({
      commit: head,
    });
    const push = { ...repository('app').push, workflows: ['ci.yml'] };
    const tested = withRepository(CHAIN, 'app', { push });
    expect(await pinnedApp(stage, builds, { chain: tested })).toMatchObject({ commit: head });
    const again = withRepository(CHAIN, 'app', { push: { ...push, buildsAgain: true } });
    expect(await pinnedApp(stage, builds, { chain: again })).toMatchObject({ commit: before });
  });

  test('where a repository_dispatch could not build another commit, unless the actions run proves it', async () => {
    const { stage, before, head, builds } = await movedOn();
    const dispatch = { type: 'repository_dispatch', eventType: 'build', payload: { sha: '{sha}' } } as const;
    const pinnedWith = (proof: string | null) =>
      pinnedApp(stage, builds, { chain: withRepository(CHAIN, 'app', { build: recipe({ dispatch, proof }) }) });
    expect(await pinnedWith(null)).toMatchObject({ commit: head });
    expect(await pinnedWith('built-{sha}')).toMatchObject({ commit: before });
  });

  test('where the chain does not say that what was built before counts', async () => {
    const { stage, head, builds } = await movedOn();
    expect(await pinnedApp(stage, builds, { chain: { ...CHAIN, triggers: triggers() } })).toMatchObject({
      commit: head,
    });
  });
});
