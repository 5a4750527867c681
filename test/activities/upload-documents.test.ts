import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseManifest } from '../../src/artifacts/documents/manifest-schema.ts';
import { member } from '../support/publications.ts';
import { downloaded, fileWith, publicationWith, sha256sum } from './support/documents.ts';
import { perform } from './support/one-try.ts';
import { assetsOf, openedDraft, publishedByHand } from './support/releases.ts';
import { activitiesAt, asked, startStage, temporaryStaging } from './support/stage.ts';

const DOCUMENTS = ['manifest.json', 'bom.cdx.json', 'provenance.intoto.json', 'SHA256SUMS'];

/** A draft of a release with one file, and what its documents tell. */
async function beforeDocuments() {
  const stage = await startStage();
  const { order, place, releaseId } = await openedDraft(stage, { members: [member('core')] });
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'a.txt', 'content');
  return { stage, place, releaseId, publication: publicationWith(order, [fileWith('a.txt', 'content')]) };
}

test('the documents tell of the files, and sha256sum accepts all as a consumer downloads them', async () => {
  const { stage, place, releaseId, publication } = await beforeDocuments();
  const documents = await perform(stage.activities.uploadDocuments, { ...place, publication });
  expect(documents.map(({ name }) => name)).toEqual(DOCUMENTS);
  publishedByHand(stage, releaseId);
  const folder = await downloaded(stage);
  expect(await sha256sum(folder)).toBe('a.txt: OK\nbom.cdx.json: OK\nmanifest.json: OK\nprovenance.intoto.json: OK\n');
  const manifest = parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ ok: true, manifest: { version: 'v1.4.0', files: [{ name: 'a.txt' }] } });
});

test('what is returned is what the release then has', async () => {
  const { stage, place, publication } = await beforeDocuments();
  const documents = await perform(stage.activities.uploadDocuments, { ...place, publication });
  for (const { name, size, sha256 } of documents) {
    expect(assetsOf(stage)).toContainEqual(expect.objectContaining({ name, size, digest: `sha256:${sha256}` }));
  }
});

test('uploaded twice, also by another worker, they are the same, and are sent once', async () => {
  const { stage, place, publication } = await beforeDocuments();
  const input = { ...place, publication };
  const first = await perform(stage.activities.uploadDocuments, input);
  const elsewhere = await activitiesAt(stage.simulator.url, { staging: await temporaryStaging() });
  expect(await perform(elsewhere.uploadDocuments, input)).toEqual(first);
  expect(asked(stage, 'repos/upload-release-asset')).toBe(DOCUMENTS.length);
});

test('the documents of an earlier try, which told of other files, make way while it is a draft', async () => {
  const { stage, place, publication } = await beforeDocuments();
  const earlier = { ...publication, files: [fileWith('a.txt', 'not yet right')] };
  await perform(stage.activities.uploadDocuments, { ...place, publication: earlier });
  const documents = await perform(stage.activities.uploadDocuments, { ...place, publication });
  const files = [...publication.files, ...documents];
  await perform(stage.activities.checkDraft, { ...place, files });
});
