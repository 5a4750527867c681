import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { type Acme, startAcme } from '../support/acme.ts';
import { member } from '../support/publications.ts';
import { gitHubOf, headOf, makeRelease } from '../support/published-releases.ts';
import { runCli } from '../support/run-cli.ts';
import { wholeRelease } from '../support/whole-releases.ts';

const { client, server } = clientOfFile();

const ENGINE = { owner: 'acme', name: 'engine' };
const APP = { owner: 'acme', name: 'app' };

function prune(acme: Acme, ...words: readonly string[]) {
  return runCli(['prune', ...words], { cwd: acme.cwd, env: acme.variables() });
}

/** A nightly as Cascade leaves it, with a tag of its own in the engine, which may be on another commit than it says. */
async function makeNightly(acme: Acme, tag: string, { chain = 'acme', engine = '' } = {}): Promise<void> {
  const [app, head] = [await headOf(acme, 'app'), await headOf(acme, 'engine')];
  const members = [
    member('engine', { tag, commit: engine === '' ? head : engine }),
    member('app', { tag, commit: app }),
  ];
  await makeRelease(acme, tag, {
    files: wholeRelease({ engine: tag }, { kind: 'nightly', tag, commit: app, members }),
    notes: `<!-- cascade-release:${chain}/nightly/${tag}.0a1b2c3d -->`,
    prerelease: true,
  });
  await gitHubOf(acme).createTag(ENGINE, { name: tag, commit: head, message: tag });
}

const [OLD, NEWER, NEWEST] = ['nightly-20261119-aaaaaaa', 'nightly-20261120-bbbbbbb', 'nightly-20261121-ccccccc'];

async function tagsOf(acme: Acme): Promise<readonly string[]> {
  const all = await Promise.all([ENGINE, APP].map((place) => gitHubOf(acme).tags(place, 'nightly-')));
  return all.flat().map(({ name }) => name);
}

test('it shows what would go and why the others stay, and touches nothing without --yes', async () => {
  const acme = await startAcme();
  for (const tag of [OLD, NEWER, NEWEST]) await makeNightly(acme, tag);
  await makeNightly(acme, 'nightly-20261118-ddddddd', { chain: 'other' });
  await makeRelease(acme, 'nightly-20261117-eeeeeee', { prerelease: true });
  await makeRelease(acme, 'v1.0.0', { notes: '<!-- cascade-release:acme/release/v1.0.0.0a1b2c3d -->' });
  const before = await tagsOf(acme);

  const { status, stdout } = await prune(acme, '--keep', '1', '--pin', NEWER);
  expect(status).toBe(0);
  expect(stdout).toContain(`remove  ${OLD}  is not among the newest 1 nightlies\n`);
  expect(stdout).toContain(`keep    ${NEWER}  is pinned\n`);
  expect(stdout).toContain(`keep    ${NEWEST}  is the last good nightly\n`);
  expect(stdout).toContain('keep    nightly-20261118-ddddddd  was not made by Cascade\n');
  expect(stdout).toContain('keep    nightly-20261117-eeeeeee  was not made by Cascade\n');
  expect(stdout).toMatch(/keep {4}v1\.0\.0 +is no nightly\n/);
  expect(stdout).toMatch(/\n1 release would go, with the tags\. Nothing was removed: --yes does it\.\n$/);
  expect(await tagsOf(acme)).toEqual(before);
});

test('with --yes releases go with their tags in every repository, and only those', async () => {
  const acme = await startAcme();
  for (const tag of [OLD, NEWER, NEWEST]) await makeNightly(acme, tag);
  const { status, stdout } = await prune(acme, '--keep', '1', '--yes');
  expect(status).toBe(0);
  expect(stdout).toMatch(/\n2 releases of 2 removed\.\n$/);
  expect((await gitHubOf(acme).releases(APP)).map(({ tag }) => tag)).toEqual([NEWEST]);
  expect(await tagsOf(acme)).toEqual([NEWEST, NEWEST]);
  expect((await prune(acme, '--keep', '1', '--yes')).stdout).toMatch(/\nNothing is to be removed\.\n$/);
  expect(acme.simulator.violations()).toEqual([]);
});

test('a tag that somebody put elsewhere is left, and told with status 1', async () => {
  const acme = await startAcme();
  await makeNightly(acme, OLD, { engine: 'f'.repeat(40) });
  await makeNightly(acme, NEWEST);
  const { status, stdout } = await prune(acme, '--keep', '1', '--yes', '--json');
  expect(status).toBe(1);
  const head = await headOf(acme, 'engine');
  expect(JSON.parse(stdout)).toMatchObject({
    remove: [{ tag: OLD }],
    pruned: [{ tag: OLD, removed: true, left: [`the tag ${OLD} in acme/engine is at ${head}, and not ours`] }],
  });
  expect(await tagsOf(acme)).toEqual([OLD, NEWEST, NEWEST]);
});

test('the limits and pins are those of the chain, unless others are asked for', async () => {
  const acme = await startAcme();
  const file = join(acme.cwd, 'cascade.yml');
  const release = `release: { publish_in: app, retention: { keep: 1, pins: [${OLD}] } }`;
  await writeFile(file, (await readFile(file, 'utf8')).replace('release: { publish_in: app }', release));
  for (const tag of [OLD, NEWER, NEWEST]) await makeNightly(acme, tag);
  const byChain = await prune(acme);
  expect(byChain.stdout).toContain(`remove  ${NEWER}  is not among the newest 1 nightlies\n`);
  expect(byChain.stdout).toContain(`keep    ${OLD}  is pinned\n`);
  const asked = await prune(acme, '--keep', '2', '--pin', NEWER);
  expect(asked.stdout).toContain(`keep  ${NEWER}  is pinned\n`);
  expect(asked.stdout).toContain(`keep  ${OLD}  is pinned\n`);
});

const HELD = 'cascade/engine-0a1b2c3d';

test('tags that builds were dispatched on go once no train is under way, and no others', async () => {
  const acme = await startAcme();
  const commit = await headOf(acme, 'engine');
  for (const name of [HELD, 'cascade/motor-0a1b2c3d', 'cascade/engine-release']) {
    await gitHubOf(acme).createTag(ENGINE, { name, commit, message: null });
  }
  const tags = async () => (await gitHubOf(acme).tags(ENGINE, 'cascade/')).map(({ name }) => name);
  const before = await tags();

  const blind = await prune(acme, '--yes');
  expect(blind.stdout).toContain(`keep  ${HELD} in acme/engine  Temporal can't be asked about it\n`);
  expect(await tags()).toEqual(before);

  const env = { ...acme.variables(), TEMPORAL_ADDRESS: server().address };
  const open = await client().workflow.start('release', {
    taskQueue: 'nobody',
    workflowId: 'other/release/v1.0.0',
    args: [{ chain: 'other', version: 'v1.0.0' }],
  });
  const pruneWithTemporal = (...words: readonly string[]) => runCli(['prune', ...words], { cwd: acme.cwd, env });
  await expect
    .poll(async () => (await pruneWithTemporal('--yes')).stdout, { timeout: 60_000 })
    .toContain(`keep  ${HELD} in acme/engine  other/release/v1.0.0 may need it\n`);
  expect(await tags()).toEqual(before);

  await open.terminate('no longer wanted');
  await expect
    .poll(async () => (await pruneWithTemporal()).stdout, { timeout: 60_000 })
    .toMatch(/^remove {2}cascade\/engine-0a1b2c3d in acme\/engine {2}was left behind by a build\n/);
  const { status, stdout } = await pruneWithTemporal('--yes');
  expect({ status, last: stdout.split('\n').at(-2) }).toEqual({ status: 0, last: '1 held tag of 1 removed.' });
  expect(await tags()).toEqual(before.filter((name) => name !== HELD));
}, 240_000);

test('without limits two weeks of nightlies stay, and an age must be a duration', async () => {
  const acme = await startAcme();
  for (const tag of [OLD, NEWEST]) await makeNightly(acme, tag);
  expect((await prune(acme)).stdout).toContain(`keep  ${OLD}  is within the limits\n`);
  expect((await prune(acme, '--max-age', 'old')).status).toBe(2);
  const aged = await prune(acme, '--max-age', '1ms');
  expect(aged.stdout).toContain(`remove  ${OLD}  is older than`);
});
