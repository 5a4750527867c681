import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeStore } from '../../src/artifacts/store.ts';
import { planPackages } from '../../src/domain/release/plan-packages.ts';
import type { PackedSource, ReleaseFile } from '../../src/domain/release/release-file.ts';
import { builtArtifact, TRAIN } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { assetsOf, collectedFile, openedDraft } from './support/releases.ts';
import { activitiesAt, asked, startStage, temporaryFolder, temporaryStaging } from './support/stage.ts';

/** The archive of all that was collected. */
function planned(file: ReleaseFile): { readonly name: string; readonly source: PackedSource } {
  const recipe = { of: 'all', format: 'tar.gz', name: '{chain}-{version}.tar.gz' } as const;
  const [first] = planPackages([recipe], [file], { chain: 'acme', version: 'v1.4.0' }).packages;
  if (first === undefined) throw new Error('Nothing was planned');
  return first;
}

/** An archive that was packed of the file of acme/core. */
async function packed() {
  const stage = await startStage();
  const file = await collectedFile(stage);
  const { name, source } = planned(file);
  const { size, sha256 } = await perform(stage.activities.packFiles, { train: TRAIN, source });
  return { stage, file, source, archive: { name, size, sha256, executable: false, from: source } };
}

test('what was collected is packed with a folder for each repository', async () => {
  const { stage, file, archive } = await packed();
  const path = stage.staging.of(TRAIN).path(archive.sha256);
  const { stdout } = await promisify(execFile)('tar', ['--list', '--gzip', '--file', path]);
  expect(stdout).toContain(`core/${file.name}\n`);
});

test('a worker that shares no disk with the first packs the same bytes from what it fetches', async () => {
  const { stage, source, archive } = await packed();
  const elsewhere = await activitiesAt(stage.simulator.url, { staging: await temporaryStaging() });
  const again = await perform(elsewhere.packFiles, { train: TRAIN, source });
  expect(again).toEqual({ size: archive.size, sha256: archive.sha256 });
  expect(asked(stage, 'actions/download-artifact')).toBe(2);
});

test('a worker that lacks both archive and files makes the archive again to upload it', async () => {
  const { stage, archive } = await packed();
  const { place } = await openedDraft(stage);
  const elsewhere = await activitiesAt(stage.simulator.url, { staging: await temporaryStaging() });
  await perform(elsewhere.uploadFiles, { ...place, files: [archive] });
  const whole = { name: archive.name, size: archive.size, digest: `sha256:${archive.sha256}`, state: 'uploaded' };
  expect(assetsOf(stage)).toMatchObject([whole]);
});

test('an archive that comes out otherwise than before is not uploaded', async () => {
  const { stage, archive } = await packed();
  const { place } = await openedDraft(stage);
  const other = { ...archive, sha256: 'f'.repeat(64) };
  await expect(perform(stage.activities.uploadFiles, { ...place, files: [other] })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining(`was sha256:${other.sha256} when it was packed first`) as string,
  });
  expect(assetsOf(stage)).toEqual([]);
});

test('what the store keeps is not fetched again', async () => {
  const stage = await startStage();
  const store = makeStore({ folder: await temporaryFolder(), bytes: 1_000_000 });
  const from = await builtArtifact(stage);
  const first = await activitiesAt(stage.simulator.url, { store });
  const { files } = await perform(first.collectFiles, { train: TRAIN, from, digests: 'fail' });
  const [file] = files;
  if (file === undefined) throw new Error('The artifact was empty');
  const elsewhere = await activitiesAt(stage.simulator.url, { store, staging: await temporaryStaging() });
  await perform(elsewhere.packFiles, { train: TRAIN, source: planned({ ...file, from }).source });
  expect(asked(stage, 'actions/download-artifact')).toBe(1);
});

test('a file that is no longer in the artifact from which it was collected is refused', async () => {
  const stage = await startStage();
  const file = { ...(await collectedFile(stage)), sha256: 'f'.repeat(64) };
  const { place } = await openedDraft(stage);
  await expect(perform(stage.activities.uploadFiles, { ...place, files: [file] })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringMatching(/of core has no file sha256:f{64} any more, which was collected from it/) as string,
  });
});
