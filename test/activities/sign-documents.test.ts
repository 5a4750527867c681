import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPgpSigner } from '../../src/artifacts/signing.ts';
import { makeGpg } from '../artifacts/gpg.ts';
import { publication } from '../support/publications.ts';
import { downloaded, publicationWith } from './support/documents.ts';
import { perform } from './support/one-try.ts';
import { assetsOf, openedDraft, publishedByHand } from './support/releases.ts';
import { activitiesAt, asked, startStage } from './support/stage.ts';

/** A gpg with the key of a release manager, and a signer with that key. */
async function releaseManager() {
  const gpg = await makeGpg();
  onTestFinished(() => gpg[Symbol.asyncDispose]());
  const fingerprint = await gpg.makeKey('Release Manager <releases@acme.test>');
  const signer = await openPgpSigner({ key: await gpg.exportSecret(fingerprint), passphrase: null });
  return { gpg, fingerprint, signer };
}

test('the real gpg accepts the signatures of manifest and checksums, as a consumer downloads them', async () => {
  const { gpg, fingerprint, signer } = await releaseManager();
  const stage = await startStage();
  const { signDocuments, uploadDocuments, uploadSignatures } = await activitiesAt(stage.simulator.url, { signer });
  const { order, place, releaseId } = await openedDraft(stage);
  const told = publicationWith(order, []);
  const documents = await perform(uploadDocuments, { ...place, publication: told });
  const { by, signatures } = await perform(signDocuments, {
    publication: told,
    uploaded: documents,
    unsigned: 'refuse',
  });
  expect(by).toBe(fingerprint);
  const uploaded = await perform(uploadSignatures, { ...place, signatures });
  expect(uploaded.map(({ name }) => name)).toEqual(['manifest.json.asc', 'SHA256SUMS.asc']);
  publishedByHand(stage, releaseId);

  const folder = await downloaded(stage);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  for (const name of ['manifest.json', 'SHA256SUMS']) {
    const status = await gpg.verify(await read(name), await read(`${name}.asc`));
    expect(status).toContain(`VALIDSIG ${fingerprint}`);
  }
  await expect(gpg.verify(`${await read('SHA256SUMS')}\n`, await read('SHA256SUMS.asc'))).rejects.toThrow(
    'BAD signature',
  );
});

test('signatures that were made once are uploaded once', async () => {
  const { signer } = await releaseManager();
  const stage = await startStage();
  const { signDocuments, uploadDocuments, uploadSignatures } = await activitiesAt(stage.simulator.url, { signer });
  const { order, place } = await openedDraft(stage);
  const told = publicationWith(order, []);
  const documents = await perform(uploadDocuments, { ...place, publication: told });
  const { signatures } = await perform(signDocuments, { publication: told, uploaded: documents, unsigned: 'warn' });
  const first = await perform(uploadSignatures, { ...place, signatures });
  expect(await perform(uploadSignatures, { ...place, signatures })).toEqual(first);
  const files = documents.length + signatures.length;
  expect(asked(stage, 'repos/upload-release-asset')).toBe(files);
  expect(assetsOf(stage)).toHaveLength(files);
});

test('without a key a release stays unsigned where the chain only warns', async () => {
  const { signDocuments } = await activitiesAt('http://127.0.0.1:9');
  const signed = await perform(signDocuments, { publication: publication(), uploaded: [], unsigned: 'warn' });
  expect(signed).toEqual({ by: null, signatures: [] });
});

test('without a key a release is refused where the chain wants it signed, and what to set is said', async () => {
  const { signDocuments } = await activitiesAt('http://127.0.0.1:9');
  const signing = perform(signDocuments, { publication: publication(), uploaded: [], unsigned: 'refuse' });
  await expect(signing).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining('CASCADE_SIGNING_KEY_FILE') as string,
  });
});

test('what another worker wrote otherwise is not signed, and what to do is said', async () => {
  const { signer } = await releaseManager();
  const stage = await startStage();
  const { signDocuments, uploadDocuments } = await activitiesAt(stage.simulator.url, { signer });
  const { order, place } = await openedDraft(stage);
  const told = publicationWith(order, []);
  const uploaded = await perform(uploadDocuments, { ...place, publication: told });
  const other = uploaded.map((file) => (file.name === 'SHA256SUMS' ? { ...file, sha256: 'f'.repeat(64) } : file));
  await expect(perform(signDocuments, { publication: told, uploaded: other, unsigned: 'warn' })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringMatching(
      /^SHA256SUMS was not signed: the release has f{64}, .* bring all to one version, and start the release again\.$/,
    ) as string,
  });
});
