import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Acme, repository, startAcme } from '../support/acme.ts';
import { member } from '../support/publications.ts';
import { headOf, makeRelease } from '../support/published-releases.ts';
import { runCli } from '../support/run-cli.ts';
import { wholeRelease } from '../support/whole-releases.ts';

function lock(acme: Acme, ...words: readonly string[]) {
  return runCli(['lock', ...words], { cwd: acme.cwd, env: acme.variables() });
}

test('without a release, the lock has the heads of now', async () => {
  const acme = await startAcme();
  const { status, stdout } = await lock(acme);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    chain: 'acme',
    parameters: {},
    repositories: {
      app: { repository: 'acme/app', ref: 'main', commit: await headOf(acme, 'app') },
      engine: { repository: 'acme/engine', ref: 'main', commit: await headOf(acme, 'engine') },
    },
  });
  expect(acme.simulator.violations()).toEqual([]);
});

test('parameters are in the lock with the values that were chosen, and all where none was', async () => {
  const acme = await startAcme();
  const file = join(acme.cwd, 'cascade.yml');
  await writeFile(file, `parameters: { platform: [linux, windows] }\n${await readFile(file, 'utf8')}`);
  expect(JSON.parse((await lock(acme)).stdout)).toMatchObject({ parameters: { platform: ['linux', 'windows'] } });
  const one = await lock(acme, '--param', 'platform=linux');
  expect(JSON.parse(one.stdout)).toMatchObject({ parameters: { platform: ['linux'] } });
  const none = await lock(acme, '--param', 'platform=beos');
  expect(none).toEqual({ status: 2, stdout: '', stderr: 'parameters.platform: "beos" is none of linux, windows\n' });
  expect((await lock(acme, 'v1.4.0', '--param', 'platform=linux')).status).toBe(2);
});

test('what the file of versions pins is in the lock, and what is wrong there is told', async () => {
  const versions = (tag: string) => `[versions.engine]\nversion = "1.2.0"\ngit_tag = "${tag}"\n`;
  const acme = await startAcme({
    repositories: [repository('engine'), repository('app', { files: { 'versions.toml': versions('v1.2.0') } })],
  });
  await writeFile(
    join(acme.cwd, 'cascade.yml'),
    `chain: acme
release: { publish_in: app, versions: versions.toml }
repositories:
  engine: { repository: acme/engine, build: { workflows: [build.yml] } }
  app: { repository: acme/app, needs: [engine], build: { workflows: [build.yml] } }
`,
  );
  const { status, stderr } = await lock(acme);
  expect(status).toBe(2);
  expect(stderr).toBe('acme/engine has no "v1.2.0": check engine in the file of versions.\n');
});

test('of a release or of its train, the lock has what its manifest says, draft or published', async () => {
  const acme = await startAcme();
  const members = [member('engine', { commit: 'e'.repeat(40), ref: 'v1' }), member('app', { commit: 'f'.repeat(40) })];
  const files = wholeRelease({ engine: 'x' }, { members });
  await makeRelease(acme, 'v1.4.0', { files });
  await makeRelease(acme, 'nightly-20261121-3f2a91c', {
    files,
    notes: '<!-- cascade-release:acme/nightly/2026-11-21.0a1b2c3d -->',
    draft: true,
  });
  const byTag = await lock(acme, 'v1.4.0');
  expect(JSON.parse(byTag.stdout)).toEqual({
    chain: 'acme',
    kind: 'release',
    version: 'v1.4.0',
    parameters: { platform: ['linux'] },
    repositories: {
      app: { repository: 'acme/app', ref: 'main', commit: 'f'.repeat(40) },
      engine: { repository: 'acme/engine', ref: 'v1', commit: 'e'.repeat(40) },
    },
  });
  for (const name of ['acme/release/v1.4.0', 'nightly-20261121-3f2a91c', 'acme/nightly/2026-11-21']) {
    expect((await lock(acme, name)).stdout, name).toBe(byTag.stdout);
  }
});

test('a release that nobody made, and one without a manifest, are refused', async () => {
  const acme = await startAcme();
  await makeRelease(acme, 'v1.0.0');
  const none = await lock(acme, 'v9.9.9');
  expect(none.status).toBe(2);
  expect(none.stderr).toBe('acme/app has neither a release v9.9.9 nor one of a train of that id.\n');
  const bare = await lock(acme, 'v1.0.0');
  expect(bare.status).toBe(2);
  expect(bare.stderr).toMatch(/^The release http\S+ has no manifest that could be read/);
});
