import { describe, expect, test } from 'vitest';
import { chain, recipe, repository } from '../support/chains.ts';
import { cascadeOf, releaseOf } from '../support/requests.ts';
import { CORE } from './support/builds.ts';
import { pinning } from './support/pins.ts';
import { APP } from './support/releases.ts';
import { SMALL, startStage, type Stage } from './support/stage.ts';

/** Pins a release of which these refs were asked for. */
function pinnedAt(stage: Stage, refs: Readonly<Record<string, string>>) {
  return pinning(stage, { request: releaseOf(SMALL, { refs }) });
}

test('a branch that was asked for is built at its head, and dispatched on', async () => {
  const stage = await startStage();
  const { sha } = await stage.simulator.push('acme/core', { branch: 'maintenance' });
  const { pins } = await pinnedAt(stage, { core: 'maintenance' });
  expect(pins[0]).toMatchObject({
    ...{ alias: 'core', ref: 'maintenance', commit: sha },
    dispatchTo: { ref: 'maintenance', held: false },
  });
});

test('a tag that was asked for is built at its commit: on the branch while that is there, else on the tag', async () => {
  const stage = await startStage();
  const { commit } = stage.simulator.pushTag('acme/core', 'v1.3.0', { message: 'annotated' });
  expect((await pinnedAt(stage, { core: 'v1.3.0' })).pins[0]).toMatchObject({ ref: 'main', commit });
  await stage.simulator.push('acme/core');
  const { pins } = await pinnedAt(stage, { core: 'v1.3.0' });
  expect(pins[0]).toMatchObject({ ref: 'v1.3.0', commit, dispatchTo: { ref: 'v1.3.0', held: false } });
});

describe('a commit that was asked for', () => {
  test('is dispatched on the branch while it is its head', async () => {
    const stage = await startStage();
    const head = (await stage.github.commit(CORE, 'heads/main')) ?? '';
    const { pins } = await pinnedAt(stage, { core: head });
    expect(pins[0]).toMatchObject({ ref: 'main', commit: head, dispatchTo: { ref: 'main', held: false } });
  });

  test('is dispatched on a tag that is yet to be made, named by its alias and the digest of its marker, once the branch has moved', async () => {
    const stage = await startStage();
    const head = (await stage.github.commit(CORE, 'heads/main')) ?? '';
    await stage.simulator.push('acme/core');
    const { pins } = await pinnedAt(stage, { core: head });
    const [pin] = pins;
    expect(pin).toMatchObject({ ref: 'main', commit: head });
    expect(pin?.dispatchTo).toMatchObject({ ref: `cascade/core-${pin?.digest ?? ''}`, held: true });
  });

  test("is dispatched on the release's own tag where that is there already", async () => {
    const stage = await startStage();
    const { commit } = stage.simulator.pushTag('acme/core', 'v1.4.0');
    await stage.simulator.push('acme/core');
    const { pins } = await pinnedAt(stage, { core: commit });
    expect(pins[0]?.dispatchTo).toMatchObject({ ref: 'v1.4.0', held: false });
  });

  test('needs no tag where a repository_dispatch goes to the default branch anyway', async () => {
    const dispatch = { type: 'repository_dispatch', eventType: 'build', payload: { sha: '{sha}' } } as const;
    const chained = chain([repository('core', { build: recipe({ dispatch }) })]);
    const stage = await startStage(chained);
    const head = (await stage.github.commit(CORE, 'heads/main')) ?? '';
    await stage.simulator.push('acme/core');
    const request = releaseOf(chained, { refs: { core: head } });
    const { pins } = await pinning(stage, { chain: chained, request });
    expect(pins[0]).toMatchObject({ commit: head, dispatchTo: { ref: 'main', held: false } });
  });
});

test('everything that was asked for and is not there is named at once, with where to look', async () => {
  const stage = await startStage();
  const nowhere = 'f'.repeat(40);
  await expect(pinnedAt(stage, { core: 'v0.0.1', app: nowhere })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message:
      'acme/core has no "v0.0.1": check "refs" of the request.\n' +
      `acme/app has no "${nowhere}": check "refs" of the request.`,
  });
});

test('a release is of the default branch, unless another branch of its target was asked for', async () => {
  const stage = await startStage();
  await stage.simulator.push('acme/app', { branch: 'next' });
  expect((await pinnedAt(stage, { app: 'next' })).target).toMatchObject({ onDefaultBranch: false });
  const { commit } = stage.simulator.pushTag('acme/app', 'v1.3.0');
  await stage.simulator.push('acme/app');
  expect((await pinnedAt(stage, { app: 'v1.3.0' })).target).toEqual({ commit, onDefaultBranch: true });
});

test('a release that is made where nothing is built is of the head there', async () => {
  const elsewhere = { ...SMALL, repositories: SMALL.repositories.filter(({ alias }) => alias !== 'app') };
  const stage = await startStage(elsewhere);
  const { target } = await pinning(stage, { chain: elsewhere });
  expect(target).toEqual({ commit: await stage.github.commit(APP, 'heads/main'), onDefaultBranch: true });
});

test('a push that another has followed is built at its own commit, on a tag that is yet to be made', async () => {
  const stage = await startStage();
  const { sha } = await stage.simulator.push('acme/core');
  await stage.simulator.push('acme/core');
  const request = cascadeOf(SMALL, [], { changed: [{ repository: 'core', commit: sha, run: null }] });
  const { pins, version } = await pinning(stage, { request });
  expect(pins[0]).toMatchObject({ commit: sha, dispatchTo: { held: true } });
  expect(version).toBeNull();
});

test('on a line, its head is built where a repository has that branch, and else the head of its own', async () => {
  const stage = await startStage();
  const { sha: moved } = await stage.simulator.push('acme/core', { branch: 'develop' });
  await stage.simulator.push('acme/core', { branch: 'main' });
  const head = await stage.github.commit(APP, 'heads/main');
  const onLine = async (commit: string | null) => {
    const changed = [{ repository: 'core', commit, run: null }];
    const { pins } = await pinning(stage, { request: cascadeOf(SMALL, [], { line: 'develop', changed }) });
    return pins.map(({ ref, commit: pinned, dispatchTo }) => [ref, pinned, dispatchTo?.ref]);
  };
  const expected = [
    ['develop', moved, 'develop'],
    ['main', head, 'main'],
  ];
  expect(await onLine(null)).toEqual(expected);
  expect(await onLine(moved)).toEqual(expected);
});
