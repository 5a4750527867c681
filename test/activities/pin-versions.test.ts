import { expect, test } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import { releaseTarget } from '../support/chains.ts';
import { cascadeOf, releaseOf } from '../support/requests.ts';
import { CORE } from './support/builds.ts';
import { pinning } from './support/pins.ts';
import { SMALL, startStage, type Stage } from './support/stage.ts';

/** The chain, whose versions are said in the target's `versions.toml`. */
const CHAIN: Chain = { ...SMALL, release: releaseTarget({ versions: 'versions.toml' }) };

/** An organisation whose versions the file says. */
async function withVersions(toml: string | null): Promise<Stage> {
  const stage = await startStage(CHAIN);
  if (toml !== null) await stage.simulator.push('acme/app', { files: { 'versions.toml': toml } });
  return stage;
}

/** An entry of the file. */
const entry = (name: string, fields: Readonly<Record<string, string>>) =>
  `[versions.${name}]\n${Object.entries(fields)
    .map(([key, value]) => `${key} = "${value}"\n`)
    .join('')}`;

const pinned = (stage: Stage) => pinning(stage, { chain: CHAIN });

test('a repository is built at the tag that the file says, and one that it does not name at its head', async () => {
  const stage = await withVersions(entry('core', { version: '1.2.0', git_tag: 'v1.2.0' }));
  const { commit } = stage.simulator.pushTag('acme/core', 'v1.2.0');
  await stage.simulator.push('acme/core');
  const { pins } = await pinned(stage);
  expect(pins).toMatchObject([
    { alias: 'core', ref: 'v1.2.0', commit },
    { alias: 'app', ref: 'main' },
  ]);
});

test('what the request says counts more than the file', async () => {
  const stage = await withVersions(entry('core', { version: '1.2.0', git_tag: 'v1.2.0' }));
  stage.simulator.pushTag('acme/core', 'v1.2.0');
  const { sha } = await stage.simulator.push('acme/core');
  const request = releaseOf(CHAIN, { refs: { core: 'main' } });
  expect((await pinning(stage, { chain: CHAIN, request })).pins[0]).toMatchObject({ ref: 'main', commit: sha });
});

test('a cascade is of the heads, whatever the file says', async () => {
  const stage = await withVersions(entry('core', { version: '1.2.0', git_tag: 'v1.2.0' }));
  const { pins } = await pinning(stage, { chain: CHAIN, request: cascadeOf(CHAIN, ['core']) });
  expect(pins[0]).toMatchObject({ alias: 'core', ref: 'main' });
});

test('a tag that is not at the commit which the file says stops the release', async () => {
  const stage = await startStage(CHAIN);
  const { commit } = stage.simulator.pushTag('acme/core', 'v1.2.0');
  const fields = { version: '1.2.0', git_tag: 'v1.2.0', git_commit: 'b'.repeat(40) };
  await stage.simulator.push('acme/app', { files: { 'versions.toml': entry('core', fields) } });
  await expect(pinned(stage)).rejects.toMatchObject({
    type: 'Refused',
    message:
      `acme/core: the tag v1.2.0 is at ${commit}, but the file of versions has ${'b'.repeat(40)}: ` +
      'check core in the file of versions.',
  });
});

test('a tag that is not there is named, with the file', async () => {
  const stage = await withVersions(entry('core', { version: '9.0.0', git_tag: 'v9.0.0' }));
  await expect(pinned(stage)).rejects.toMatchObject({
    type: 'Refused',
    message: 'acme/core has no "v9.0.0": check core in the file of versions.',
  });
});

test.each([
  [null, 'There is no versions.toml in acme/app, which "versions" of the configuration names.'],
  ['[versions', 'versions.toml in acme/app is not in order: '],
])('a file that can not be read stops the release before anything is built', async (toml, message) => {
  const stage = await withVersions(toml);
  await expect(pinned(stage)).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining(message) as string,
  });
});

test('what the entries require of each other is checked', async () => {
  const core = entry('core', { version: '1.2.0', git_tag: 'v1.2.0' });
  const app = `${entry('app', { version: '1.0.0', git_tag: 'v1.0.0' })}requires = ["core=1.3.0"]\n`;
  const stage = await withVersions(core + app);
  await expect(pinned(stage)).rejects.toMatchObject({
    type: 'Refused',
    message: expect.stringMatching(/^versions\.toml in acme\/app is not in order: .*1\.3\.0/) as string,
  });
  expect(await stage.github.commit(CORE, 'tags/v1.2.0')).toBeNull();
});
