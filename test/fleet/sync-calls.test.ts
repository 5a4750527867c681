import { expect, test } from 'vitest';
import { withHeader } from '../../src/fleet/header.ts';
import { APP, CI, ENGINE, type FleetHub, rendered, repository, startFleet } from './support/synced.ts';

const WORKFLOWS = { owner: 'acme', name: 'ci' };
const PATH = '.github/workflows/ci-go.yml';
const BROKEN = '.github/workflows/broken.yml';
const CALLED = `on:
  workflow_call:
    inputs: { checks: { type: string, required: true }, sha: { type: string } }
    secrets: { read: { required: false } }
`;

/** A member's file that calls the one in the CI repository. */
function caller(commit: string, inputs: string, secrets = '{}', path = PATH) {
  const text = `jobs: { ci: { uses: acme/ci/${path}@${commit}, with: ${inputs}, secrets: ${secrets} } }\n`;
  return rendered([{ path: CI, text: withHeader(text, 'acme') }]);
}

async function start(): Promise<FleetHub & { readonly pin: string }> {
  const files = { [PATH]: CALLED, [BROKEN]: 'on: {' };
  const hub = await startFleet([repository(), repository({}, APP), repository(files, WORKFLOWS)]);
  return { ...hub, pin: (await hub.github.commit(WORKFLOWS, 'heads/main')) ?? '' };
}

test('a call that its pin can answer is proposed, and each called file is read once', async () => {
  const { pin, simulator, sync } = await start();
  const good = caller(pin, '{ checks: a, sha: b }', '{ read: c }');
  expect(await sync([good, { ...good, ...APP }])).toMatchObject([{ outcome: 'opened' }, { outcome: 'opened' }]);
  const reads = simulator
    .requests()
    .filter(({ operation, path }) => operation === 'repos/get-content' && path.includes('/ci/'));
  expect(reads).toHaveLength(1);
});

test.each([
  ['has no such commit', { commit: '0'.repeat(40) }, 'ci-go.yml at 0000000 is called, and is not there'],
  ['has no such file', { path: '.github/workflows/ci-rust.yml' }, 'ci-rust.yml at'],
  ['has something else in that file', { path: BROKEN }, 'is no YAML'],
  ['does not know an input', { inputs: '{ checks: a, kind: b }' }, "doesn't know the input kind"],
  ['does not know a secret', { secrets: '{ write: a }' }, "doesn't know the secret write"],
  ['wants an input that is not given', { inputs: '{ sha: b }' }, "requires the input checks, which isn't given"],
])('a call whose pin %s is not proposed, and the reason is told', async (_, call, why) => {
  const { pin, sync, writes } = await start();
  const { commit = pin, inputs = '{ checks: a }', secrets = '{}', path = PATH }: Partial<Record<string, string>> = call;
  expect(await sync([caller(commit, inputs, secrets, path)])).toMatchObject([
    { outcome: 'skipped', why: expect.stringContaining(why) as string },
  ]);
  expect(writes()).toEqual([]);
});

test('what is dispatched on another branch than the default one must be on the latter, too', async () => {
  const { github, simulator, sync } = await startFleet([repository()]);
  await simulator.push('acme/engine', { branch: 'develop' });
  const build = { path: '.github/workflows/build.yml', text: withHeader('on: { repository_dispatch: {} }\n', 'acme') };
  const ci = { path: CI, text: withHeader('on: { push: {}, workflow_dispatch: {} }\n', 'acme') };
  const wanted = [rendered([build, ci], { branch: 'develop' })];
  const left = { path: build.path, action: 'leave', why: expect.stringContaining('on the default branch') as string };
  expect(await sync(wanted)).toMatchObject([
    { outcome: 'opened', files: [{ action: 'write' }, { path: CI, action: 'write' }, left] },
  ]);
  await simulator.push('acme/engine', { files: { [build.path]: build.text } });
  const [synced] = await sync(wanted);
  expect(synced?.files.map(({ action }) => action)).toEqual(['write', 'write']);
  expect(await github.pullRequests(ENGINE, 'cascade/fleet')).toMatchObject([{ into: 'develop' }]);
});
