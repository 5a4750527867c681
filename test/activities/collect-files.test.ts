import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { CollectInput } from '../../src/activities/collect-files.ts';
import { makeStore } from '../../src/artifacts/store.ts';
import type { ArtifactSource } from '../../src/domain/release/release-file.ts';
import { always, serve } from '../github/support/loopback.ts';
import { artifact } from '../support/actions-runs.ts';
import { repository, workflow } from '../support/acme.ts';
import { artifactSource } from '../support/publications.ts';
import { servingArtifact, zipOf } from './support/artifacts.ts';
import { builtArtifact, TRAIN } from './support/builds.ts';
import { oneTry, perform } from './support/one-try.ts';
import { activitiesAt, SMALL, startStage, temporaryFolder } from './support/stage.ts';

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** An artifact that nobody has announced a digest of. */
const OLD: ArtifactSource = artifactSource('core', { artifact: artifact('core.zip') });

function collecting(from: CollectInput['from'], digests: CollectInput['digests'] = 'fail'): CollectInput {
  return { train: TRAIN, from, digests };
}

test('the files of an artifact are staged under their digests, which is told as a check of each', async () => {
  const stage = await startStage();
  const from = await builtArtifact(stage);
  const attempt = oneTry();
  const { files, ...rest } = await attempt.perform(stage.activities.collectFiles, collecting(from));
  const [file, ...others] = files;
  expect(file).toMatchObject({ name: 'core-v1.4.0.tar.gz', executable: false });
  expect(others).toEqual([]);
  const check = { file: 'core-v1.4.0.tar.gz', check: 'digest', with: from.artifact.name };
  expect(rest).toEqual({ checksumFiles: [], checks: [check], problems: [], refused: [], gone: false });
  const bytes = await readFile(stage.staging.of(TRAIN).path(file?.sha256 ?? ''));
  expect({ size: bytes.length, sha256: sha256(bytes) }).toEqual({ size: file?.size, sha256: file?.sha256 });
  expect(attempt.heartbeats).toHaveLength(1);
});

test('files in folders lose their folders, as a release has none, and get the names that GitHub will give them', async () => {
  await using server = await servingArtifact(await zipOf({ 'dist/linux/core': 'ELF', 'Größe 1.md': 'Read me' }));
  const { collectFiles } = await activitiesAt(server.url);
  const { files, checks } = await perform(collectFiles, collecting(OLD));
  expect(files.map(({ name, size }) => [name, size])).toEqual([
    ['core', 3],
    ['Gr.e.1.md', 7],
  ]);
  expect(checks).toEqual([]);
});

test('the checksum files of a build are read, and are no files of the release', async () => {
  const sums = `${sha256('ELF')}  core\n`;
  await using server = await servingArtifact(await zipOf({ core: 'ELF', SHA256SUMS: sums }));
  const { collectFiles } = await activitiesAt(server.url);
  const { files, checksumFiles } = await perform(collectFiles, collecting(OLD));
  expect(files.map(({ name }) => name)).toEqual(['core']);
  expect(checksumFiles).toEqual([{ name: 'SHA256SUMS', text: sums }]);
});

const LIKE_A_ZIP = 'PK\u0003\u0004, and no archive of ours';

test.each([
  ['what GitHub does not store as a zip', 'application/java-archive', {}],
  ['what is declared as one file', 'application/zip', { asIs: true }],
])('%s is taken as it is, also where it begins like one', async (_, type, declared) => {
  await using server = await servingArtifact(Buffer.from(LIKE_A_ZIP), type);
  const { collectFiles } = await activitiesAt(server.url);
  const { files, refused } = await perform(collectFiles, collecting({ ...OLD, ...declared }));
  expect(files).toMatchObject([{ name: 'core.zip', sha256: sha256(LIKE_A_ZIP), executable: false }]);
  expect(refused).toEqual([]);
});

test('a file that an actions run uploads without archiving is collected under the digest that GitHub announces of it', async () => {
  const artifacts = [{ name: 'core.jar', files: [{ path: 'core.jar', text: LIKE_A_ZIP }], archive: false }];
  const repositories = [repository('core', { workflows: [workflow({ artifacts })] })];
  const stage = await startStage(SMALL, { repositories });
  const from = await builtArtifact(stage);
  const { files, checks } = await perform(stage.activities.collectFiles, collecting(from));
  expect(files).toMatchObject([{ name: 'core.jar', sha256: from.artifact.digest?.replace('sha256:', '') }]);
  expect(checks).toEqual([{ file: 'core.jar', check: 'digest', with: 'core.jar' }]);
});

test('what GitHub stores as a zip must be one', async () => {
  await using server = await servingArtifact(Buffer.from('the middle of a zip'), 'application/zip');
  const { collectFiles } = await activitiesAt(server.url);
  const { refused } = await perform(collectFiles, collecting(OLD));
  expect(refused).toEqual([expect.stringMatching(/^core: The archive of artifact core\.zip is not taken/)]);
});

test('a file of a release is staged as it is', async () => {
  const stage = await startStage();
  const files = { 'core.deb': 'a package' };
  const { id } = await stage.simulator.publishRelease('acme/core', { tag: 'v1', files });
  const [asset] = await stage.github.assets({ owner: 'acme', name: 'core' }, id);
  if (asset === undefined) throw new Error('The release has no file');
  const from = { type: 'asset', alias: 'core', owner: 'acme', name: 'core', tag: 'v1', asset, parameters: {} } as const;
  const collected = await perform(stage.activities.collectFiles, collecting(from));
  expect(collected).toEqual({
    files: [{ name: 'core.deb', size: 9, sha256: sha256('a package'), executable: false }],
    checksumFiles: [],
    checks: [{ file: 'core.deb', check: 'digest', with: 'core.deb' }],
    problems: [],
    refused: [],
    gone: false,
  });
});

/** A file of a release in a GitHub that tells no digest, and says that it has so many bytes. */
async function oldAsset(size: number) {
  const stage = await startStage();
  const { id } = await stage.simulator.publishRelease('acme/core', { tag: 'v1', files: { 'core.deb': 'a package' } });
  const [asset] = await stage.github.assets({ owner: 'acme', name: 'core' }, id);
  if (asset === undefined) throw new Error('The release has no file');
  const place = { alias: 'core', owner: 'acme', name: 'core', tag: 'v1', parameters: {} };
  return { stage, from: { type: 'asset', asset: { ...asset, digest: null, size }, ...place } as const };
}

test('a file of another size than was announced is fetched again, and told in the end, also without a digest', async () => {
  const { stage, from } = await oldAsset(10);
  const collect = (attempt: number) => oneTry({ attempt }).perform(stage.activities.collectFiles, collecting(from));
  await expect(collect(1)).rejects.toThrow('What arrived has 9 bytes, but 10 were announced.');
  expect((await collect(4)).problems).toEqual(['core: core.deb has 9 bytes, but GitHub announced 10; build it again']);
});

test.each([
  ['of the announced size', 9, 'fail'],
  ['of any size, where nobody looks', 10, 'off'],
] as const)('a file %s is taken', async (_, size, digests) => {
  const { stage, from } = await oldAsset(size);
  const { files, problems } = await perform(stage.activities.collectFiles, collecting(from, digests));
  expect({ files: files.length, problems }).toEqual({ files: 1, problems: [] });
});

test('an artifact that is not what was announced is not opened, and is fetched again', async () => {
  const stage = await startStage();
  const from = announcedWrongly(await builtArtifact(stage));
  const attempt = perform(stage.activities.collectFiles, collecting(from));
  await expect(attempt).rejects.toMatchObject({ name: 'DigestMismatch' });
  expect(await stage.staging.of(TRAIN).has('0'.repeat(64))).toBe(false);
});

test('what has arrived wrong again and again is told, so that everything else that is wrong is heard of, too', async () => {
  const stage = await startStage();
  const from = announcedWrongly(await builtArtifact(stage));
  const { problems } = await oneTry({ attempt: 4 }).perform(stage.activities.collectFiles, collecting(from));
  expect(problems).toEqual([expect.stringContaining('but GitHub announced sha256:0000')]);
});

test.each([
  ['warn', [expect.stringContaining(`but GitHub announced sha256:${'0'.repeat(64)}`) as string]],
  ['off', []],
] as const)('with the policy %s an artifact that is not what was announced is taken', async (policy, problems) => {
  const stage = await startStage();
  const from = announcedWrongly(await builtArtifact(stage));
  const collected = await perform(stage.activities.collectFiles, collecting(from, policy));
  expect(collected).toMatchObject({ checks: [], problems });
  expect(collected.files).toHaveLength(1);
});

test('what is collected is kept in the store, where there is one', async () => {
  const store = makeStore({ folder: await temporaryFolder(), bytes: 1000 });
  await using server = await servingArtifact(await zipOf({ core: 'ELF' }));
  const { collectFiles } = await activitiesAt(server.url, { store });
  await perform(collectFiles, collecting(OLD));
  expect(await readFile((await store.get(sha256('ELF'))) ?? '', 'utf8')).toBe('ELF');
});

test('an archive that nobody well-meaning makes is told as refused', async () => {
  const bytes = await zipOf({ 'xx/passwd': 'root' });
  await using server = await servingArtifact(Buffer.from(bytes.toString('latin1').replaceAll('xx/', '../'), 'latin1'));
  const { collectFiles } = await activitiesAt(server.url);
  const { files, refused } = await perform(collectFiles, collecting(OLD));
  expect(files).toEqual([]);
  expect(refused).toEqual([expect.stringMatching(/^core: The archive of artifact .* is not taken/)]);
});

test.each([
  [410, 'Artifact has expired', 'has to be built again'],
  [404, 'Not Found', 'Check the name'],
])(
  'an artifact for which GitHub answers %i is gone: only another build brings it back',
  async (status, message, told) => {
    await using server = await serve(always(status, {}, { message }));
    const { collectFiles } = await activitiesAt(server.url);
    const { refused, gone } = await perform(collectFiles, collecting(OLD));
    expect(refused).toEqual([expect.stringContaining(told)]);
    expect(gone).toBe(true);
  },
);

test('a file that a release has no more is refused, and no build brings it back', async () => {
  await using server = await serve(always(404, {}, { message: 'Not Found' }));
  const { collectFiles } = await activitiesAt(server.url);
  const asset = { id: 5, name: 'core.deb', size: 9, digest: null };
  const from = { type: 'asset', alias: 'core', owner: 'acme', name: 'core', tag: 'v1', asset, parameters: {} } as const;
  const { refused, gone } = await perform(collectFiles, collecting(from));
  expect(refused).toHaveLength(1);
  expect(gone).toBe(false);
});

test('what a train has staged is discarded with it', async () => {
  const stage = await startStage();
  const from = await builtArtifact(stage);
  const { files } = await perform(stage.activities.collectFiles, collecting(from));
  await perform(stage.activities.discardStaged, TRAIN);
  expect(await stage.staging.of(TRAIN).has(files[0]?.sha256 ?? '')).toBe(false);
  await perform(stage.activities.discardStaged, TRAIN);
});

function announcedWrongly(from: ArtifactSource): ArtifactSource {
  return { ...from, artifact: { ...from.artifact, digest: `sha256:${'0'.repeat(64)}` } };
}
