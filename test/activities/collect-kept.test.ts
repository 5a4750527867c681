import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeStore, type Store } from '../../src/artifacts/store.ts';
import type { AssetSource, StoredSource } from '../../src/domain/release/release-file.ts';
import { artifact } from '../support/actions-runs.ts';
import { artifactSource } from '../support/publications.ts';
import { servingArtifact, zipOf } from './support/artifacts.ts';
import { TRAIN } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { activitiesAt, temporaryFolder } from './support/stage.ts';

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const digestOf = (content: string | Buffer) => `sha256:${sha256(content)}`;

/** Collects it on a machine that has nothing yet but the store; nothing listens where GitHub should be. */
async function collectOffline(store: Store, from: StoredSource) {
  const { collectFiles } = await activitiesAt('http://127.0.0.1:9', { store });
  return perform(collectFiles, { train: `${TRAIN}-later`, from, digests: 'fail' });
}

/** Collects it from a GitHub that has these bytes. */
async function collectOnline(store: Store, from: StoredSource, bytes: Buffer, type?: string) {
  await using server = await servingArtifact(bytes, type);
  const { collectFiles } = await activitiesAt(server.url, { store });
  const collected = await perform(collectFiles, { train: TRAIN, from, digests: 'fail' });
  return { collected, asked: server.received.length };
}

const emptyStore = async () => makeStore({ folder: await temporaryFolder(), bytes: 100_000 });
const announced = (name: string, content: string | Buffer) =>
  artifactSource('core', { artifact: artifact(name, { size: Buffer.byteLength(content), digest: digestOf(content) }) });

test('an artifact whose files the store keeps is not downloaded again, and comes out the same', async () => {
  const store = await emptyStore();
  const zip = await zipOf({ 'bin/core': 'ELF', SHA256SUMS: `${sha256('ELF')}  core\n`, empty: '' });
  const { collected } = await collectOnline(store, announced('core', zip), zip);
  expect(collected.files.map(({ name }) => name)).toEqual(['core', 'empty']);
  expect(await collectOffline(store, announced('core', zip))).toEqual(collected);
});

test('a file of a release that the store keeps is not downloaded', async () => {
  const store = await emptyStore();
  const path = `${await temporaryFolder()}/core.deb`;
  await writeFile(path, 'a package');
  await store.put(path, sha256('a package'));
  const asset = { id: 5, name: 'core.deb', size: 9, digest: digestOf('a package') };
  const from: AssetSource = { type: 'asset', alias: 'core', owner: 'a', name: 'b', tag: 'v1', asset, parameters: {} };
  const { files } = await collectOffline(store, from);
  expect(files).toEqual([{ name: 'core.deb', size: 9, sha256: sha256('a package'), executable: false }]);
});

test('a file that was not archived is kept as what it is, under the name that its artifact has then', async () => {
  const store = await emptyStore();
  const jar = await zipOf({ 'Main.class': 'bytes' });
  await collectOnline(store, announced('core.jar', jar), jar, 'application/java-archive');
  const { files } = await collectOffline(store, announced('renamed.jar', jar));
  expect(files).toMatchObject([{ name: 'renamed.jar', sha256: sha256(jar) }]);
});

test('a zip is unpacked or taken as it is, as is said now, whatever was said when it was kept', async () => {
  const store = await emptyStore();
  const zip = await zipOf({ core: 'ELF' });
  const from = announced('core.zip', zip);
  const names = async (asIs: boolean) =>
    (await collectOnline(store, { ...from, asIs }, zip, 'application/zip')).collected.files.map(({ name }) => name);
  expect([await names(true), await names(false), await names(true)]).toEqual([['core.zip'], ['core'], ['core.zip']]);
});

test('what the store has lost, or has otherwise than it should, is downloaded', async () => {
  const store = await emptyStore();
  const zip = await zipOf({ core: 'ELF' });
  const from = announced('core', zip);
  const { collected, asked } = await collectOnline(store, from, zip);
  expect(await collectOnline(store, from, zip)).toEqual({ collected, asked: 0 });
  await writeFile((await store.get(sha256('ELF'))) ?? '', 'FLE');
  expect(await collectOnline(store, from, zip)).toEqual({ collected, asked });
  expect(await collectOnline(store, from, zip)).toEqual({ collected, asked: 0 });
  await store.discard(sha256('ELF'));
  expect(await collectOnline(store, from, zip)).toEqual({ collected, asked });
});

test('an artifact of which nobody announced a digest is downloaded each time', async () => {
  const store = await emptyStore();
  const zip = await zipOf({ core: 'ELF' });
  const from = artifactSource('core', { artifact: artifact('core', { digest: null }) });
  const first = await collectOnline(store, from, zip);
  expect(first.asked).toBeGreaterThan(0);
  expect(await collectOnline(store, from, zip)).toEqual(first);
});
