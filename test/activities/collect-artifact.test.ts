import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import type { ArtifactRef } from '../../src/domain/publish-order.ts';
import { always, type Loopback, serve } from '../github/support/loopback.ts';
import { artifact } from '../support/actions-runs.ts';
import { builtArtifact, CORE, TRAIN } from './support/builds.ts';
import { oneTry, perform } from './support/one-try.ts';
import { activitiesAt, startStage } from './support/stage.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** An artifact that nobody has announced a digest of. */
const OLD: ArtifactRef = { alias: 'core', ...CORE, artifact: artifact('core.zip') };

/** A GitHub that has one artifact with these bytes. */
function serving(bytes: Buffer): Promise<Loopback> {
  return serve((request, response) => {
    if (request.url?.startsWith('/repos/') === true) response.writeHead(302, { location: '/blob' }).end();
    else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  });
}

async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { compress: false });
  zip.end();
  return buffer(zip.outputStream);
}

test('the files of an artifact are staged under their digests', async () => {
  const stage = await startStage();
  const from = await builtArtifact(stage);
  const attempt = oneTry();
  const [file, ...others] = await attempt.perform(stage.activities.collectArtifact, { train: TRAIN, from });
  expect(file).toMatchObject({ name: 'core-v1.4.0.tar.gz', from });
  expect(others).toEqual([]);
  const bytes = await readFile(stage.staging.of(TRAIN).path(file?.sha256 ?? ''));
  expect({ size: bytes.length, sha256: sha256(bytes) }).toEqual({ size: file?.size, sha256: file?.sha256 });
  expect(attempt.heartbeats).toHaveLength(1);
});

test('files in folders lose their folders, as a release has none', async () => {
  await using server = await serving(await zipOf({ 'dist/linux/core': 'ELF', 'README.md': 'Read me' }));
  const { collectArtifact } = await activitiesAt(server.url);
  const files = await perform(collectArtifact, { train: TRAIN, from: OLD });
  expect(files.map(({ name, size }) => [name, size])).toEqual([
    ['core', 3],
    ['README.md', 7],
  ]);
});

test('an artifact that is not what was announced is not opened, and is fetched again', async () => {
  const stage = await startStage();
  const from = await builtArtifact(stage);
  const announced = { ...from, artifact: { ...from.artifact, digest: `sha256:${'0'.repeat(64)}` } };
  const collecting = perform(stage.activities.collectArtifact, { train: TRAIN, from: announced });
  await expect(collecting).rejects.toMatchObject({ name: 'DigestMismatch' });
  expect(await stage.staging.of(TRAIN).has('0'.repeat(64))).toBe(false);
});

test('an archive that nobody well-meaning makes is refused by the name that the engine knows', async () => {
  const bytes = await zipOf({ 'xx/passwd': 'root' });
  await using server = await serving(Buffer.from(bytes.toString('latin1').replaceAll('xx/', '../'), 'latin1'));
  const { collectArtifact } = await activitiesAt(server.url);
  await expect(perform(collectArtifact, { train: TRAIN, from: OLD })).rejects.toMatchObject({ name: 'ArchiveRefused' });
});

test('an artifact that has expired has to be built again', async () => {
  await using server = await serve(always(410, {}, { message: 'Artifact has expired' }));
  const { collectArtifact } = await activitiesAt(server.url);
  await expect(perform(collectArtifact, { train: TRAIN, from: OLD })).rejects.toMatchObject({
    type: 'GitHubRefused',
    nonRetryable: true,
    message: expect.stringContaining('has to be built again') as string,
  });
});

test('what a train has staged is discarded with it', async () => {
  const stage = await startStage();
  const from = await builtArtifact(stage);
  const [file] = await perform(stage.activities.collectArtifact, { train: TRAIN, from });
  await perform(stage.activities.discardStaged, TRAIN);
  expect(await stage.staging.of(TRAIN).has(file?.sha256 ?? '')).toBe(false);
  await perform(stage.activities.discardStaged, TRAIN);
});
