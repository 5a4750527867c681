import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { perform } from './support/one-try.ts';
import { APP, assetsOf, beforeUpload, uploadByHand } from './support/releases.ts';
import { asked, temporaryFolder } from './support/stage.ts';

test('the list of checksums is accepted by sha256sum, over the files as a consumer downloads them', async () => {
  const { stage, file, place, order, releaseId } = await beforeUpload();
  const other = { name: 'a.txt', sha256: createHash('sha256').update('content').digest('hex') };
  await perform(stage.activities.uploadFile, { ...place, file });
  await uploadByHand(stage, releaseId, 'a.txt', 'content');
  const checksums = await perform(stage.activities.uploadChecksums, { ...place, files: [file, other] });
  await stage.github.publish(APP, releaseId, order);

  const folder = await temporaryFolder();
  const assets = assetsOf(stage);
  for (const { name, url } of assets) {
    await writeFile(join(folder, name), Buffer.from(await (await fetch(url)).arrayBuffer()));
  }
  const { stdout } = await promisify(execFile)('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });
  expect(stdout).toBe(`a.txt: OK\n${file.name}: OK\n`);
  const { name, size, sha256 } = checksums;
  expect(assets).toContainEqual(expect.objectContaining({ name, size, digest: `sha256:${sha256}` }));
});

test('the list of checksums is uploaded once', async () => {
  const { stage, file, place } = await beforeUpload();
  const input = { ...place, files: [file] };
  const first = await perform(stage.activities.uploadChecksums, input);
  expect(await perform(stage.activities.uploadChecksums, input)).toEqual(first);
  expect(asked(stage, 'repos/upload-release-asset')).toBe(1);
});
