import { expect, test } from 'vitest';
import { lookAtPins } from '../../src/app/fleet/look-at-pins.ts';
import type { Fleet } from '../../src/domain/fleet/fleet.ts';
import { repository, startFleet } from './support/synced.ts';

const CI = { owner: 'acme', name: 'ci' };
const CHECKOUT = { owner: 'actions', name: 'checkout' };
const DAY = 86_400_000;
const UNKNOWN = 'f'.repeat(40);

/** A GitHub with the organisation's actions and one of others. */
function start() {
  return startFleet([repository({}, CI), repository({}, CHECKOUT)]);
}

function textOf(pins: Readonly<Record<string, { readonly commit: string; readonly version: string }>>): string {
  const { actions, workflows, ...others } = pins;
  return JSON.stringify({ fleet: { actions, workflows, pins: others } });
}

function fleetOf(pins: Fleet['pins'], actions: Fleet['actions']): Fleet {
  return { chain: 'acme', ci: CI, actions, pins, readToken: null, cache: null, overrides: {}, members: [] };
}

test('newer releases are found, annotated tags by their commits; others’ wait for the cool-down', async () => {
  const { github, simulator } = await start();
  const first = simulator.pushTag('acme/ci', 'v1.0.0').commit;
  await simulator.push('acme/ci', { files: { 'actions/setup/action.yml': 'name: setup\n' } });
  const second = simulator.pushTag('acme/ci', 'v1.1.0', { message: 'The second' }).commit;
  await simulator.publishRelease('acme/ci', { tag: 'v1.0.0' });
  await simulator.publishRelease('acme/ci', { tag: 'v1.1.0' });
  const old = simulator.pushTag('actions/checkout', 'v4.0.0').commit;
  await simulator.push('actions/checkout');
  const major = simulator.pushTag('actions/checkout', 'v5.0.0').commit;
  await simulator.publishRelease('actions/checkout', { tag: 'v5.0.0' });

  const actions = { commit: first, version: 'v1.0.0' };
  const pins = { 'actions/checkout': { commit: old, version: 'v4.0.0' } };
  const text = textOf({ actions, workflows: { commit: second, version: 'v1.1.0' }, ...pins });
  expect(await lookAtPins(github, fleetOf(pins, actions), text, 7 * DAY)).toMatchObject([
    { path: ['fleet', 'actions'], newer: { version: 'v1.1.0', commit: second }, ok: true, remark: '' },
    { path: ['fleet', 'workflows'], newer: null, ok: true, remark: '' },
    { path: ['fleet', 'pins', 'actions/checkout'], newer: null, ok: true, remark: 'v5.0.0 is 0 days old: too young' },
  ]);
  const [, , taken] = await lookAtPins(github, fleetOf(pins, actions), text, 0);
  expect(taken).toMatchObject({
    newer: { version: 'v5.0.0', commit: major },
    remark: expect.stringContaining('major') as string,
  });
});

test('our actions are taken from another release only where they changed; their callers follow every one', async () => {
  const { github, simulator } = await start();
  const setup = { 'actions/setup/action.yml': 'name: setup\n' };
  await simulator.push('acme/ci', { files: setup });
  const { commit } = await simulator.publishRelease('acme/ci', { tag: 'v1.0.0' });
  await simulator.push('acme/ci', { files: { '.github/workflows/ci-rust.yml': 'on: workflow_call\n' } });
  const newer = { version: 'v1.0.1', commit: (await simulator.publishRelease('acme/ci', { tag: 'v1.0.1' })).commit };
  const actions = { commit, version: 'v1.0.0' };
  const text = textOf({ actions, workflows: actions });
  expect(await lookAtPins(github, fleetOf({}, actions), text, 0)).toMatchObject([
    { path: ['fleet', 'actions'], newer: null, ok: true, remark: 'v1.0.1 has the same actions' },
    { path: ['fleet', 'workflows'], newer },
  ]);
});

test('a pin that comes with Cascade is shown, and stays', async () => {
  const { github, simulator } = await start();
  const { commit } = await simulator.publishRelease('actions/checkout', { tag: 'v5.0.0' });
  const actions = { commit, version: 'v1.0.0' };
  const pins = { 'actions/checkout': { commit: UNKNOWN, version: 'v4.0.0' } };
  const looked = await lookAtPins(github, fleetOf(pins, actions), textOf({ actions, workflows: actions }), 0);
  expect(looked.at(-1)).toMatchObject({
    newer: null,
    ok: true,
    remark: 'v5.0.0 is there; comes with Cascade, unless fleet.pins names it',
  });
});

test('a tag that was moved since it was pinned is told, and nothing of that repository is taken', async () => {
  const { github, simulator } = await start();
  const { commit } = simulator.pushTag('actions/checkout', 'v4.0.0');
  await simulator.publishRelease('actions/checkout', { tag: 'v4.1.0' });
  const actions = { commit, version: 'v1.0.0' };
  const pins = { 'actions/checkout': { commit: UNKNOWN, version: 'v4.0.0' } };
  const text = textOf({ actions, workflows: actions, ...pins });
  expect((await lookAtPins(github, fleetOf(pins, actions), text, 0)).at(-1)).toMatchObject({
    newer: null,
    ok: false,
    remark: expect.stringContaining(`the tag v4.0.0 leads to ${commit} by now`) as string,
  });
});

test('a repository that can’t be asked is told, and the others are looked at', async () => {
  const { github, simulator } = await start();
  const { commit } = await simulator.publishRelease('acme/ci', { tag: 'v1.0.0' });
  const actions = { commit: UNKNOWN, version: 'main' };
  const pins = { 'else/where': { commit: UNKNOWN, version: 'v1.0.0' } };
  const looked = await lookAtPins(github, fleetOf(pins, actions), textOf({ actions, workflows: actions, ...pins }), 0);
  expect(looked).toMatchObject([
    { newer: { version: 'v1.0.0', commit }, ok: true },
    { newer: { version: 'v1.0.0', commit }, ok: true },
    { newer: null, ok: false, remark: expect.stringContaining('in else/where') as string },
  ]);
});
