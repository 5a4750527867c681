import { expect, test } from 'vitest';
import { nightlyOf } from '../support/requests.ts';
import { pinning, STARTED } from './support/pins.ts';
import { SMALL, startStage, type Stage } from './support/stage.ts';

const DAY = 24 * 60 * 60_000;

const pinned = (stage: Stage, differences: { startedAt?: number; force?: boolean } = {}) => {
  const { startedAt = STARTED, force = false } = differences;
  return pinning(stage, { request: nightlyOf(SMALL, { force }), startedAt });
};

test('a nightly is named by its day and what it builds', async () => {
  const stage = await startStage();
  const { version, unchangedSince } = await pinned(stage);
  expect(version).toMatch(/^nightly-20261121-[0-9a-f]{7}$/);
  expect(unchangedSince).toBeNull();
  expect((await pinned(stage)).version).toBe(version);
  await stage.simulator.push('acme/core');
  expect((await pinned(stage)).version).not.toBe(version);
});

test('the day is that of the start, in universal time', async () => {
  const stage = await startStage();
  const { version } = await pinned(stage, { startedAt: Date.UTC(2026, 10, 21, 23, 59, 59) });
  expect(version).toContain('nightly-20261121-');
});

test('with the inputs of the last nightly there is nothing to do, unless it is forced', async () => {
  const stage = await startStage();
  const tag = (await pinned(stage)).version ?? '';
  await stage.simulator.publishRelease('acme/app', { tag, prerelease: true });
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0' });
  const tomorrow = { startedAt: STARTED + DAY };
  expect((await pinned(stage, tomorrow)).unchangedSince).toBe(tag);
  expect((await pinned(stage, { ...tomorrow, force: true })).unchangedSince).toBeNull();
  await stage.simulator.push('acme/core');
  expect((await pinned(stage, tomorrow)).unchangedSince).toBeNull();
});

test('only the last nightly counts, and only once it is published', async () => {
  const stage = await startStage();
  const tag = (await pinned(stage)).version ?? '';
  await stage.simulator.draftRelease('acme/app', { tag });
  expect((await pinned(stage)).unchangedSince).toBeNull();
  await stage.simulator.publishRelease('acme/app', { tag, prerelease: true });
  await stage.simulator.publishRelease('acme/app', { tag: 'nightly-20261122-0a1b2c3', prerelease: true });
  expect((await pinned(stage, { startedAt: STARTED + 2 * DAY })).unchangedSince).toBeNull();
});
