import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { DiskFull } from '../../src/artifacts/disk-full.ts';
import { makeStaging } from '../../src/artifacts/staging.ts';
import { tinyDisk } from './tiny-disk.ts';

async function* mebibytes(count: number) {
  for (let written = 0; written < count * 16; written += 1) yield await Promise.resolve(Buffer.alloc(64 * 1024, 'x'));
}

test('a disk that gets full while a file is written keeps nothing of it, and what was there stays', async ({
  skip,
}) => {
  await using disk = await tinyDisk();
  if (disk === null) return skip('mounting a tmpfs is not allowed here: what happens on a full disk was NOT tested');

  const files = makeStaging(disk.path).of('acme/release/v1');
  const { path, sha256 } = await files.stage(mebibytes(1 / 4), { expectedDigest: null });
  const staging = files.stage(mebibytes(2), { expectedDigest: null });
  await expect(staging).rejects.toThrow(DiskFull);
  await expect(staging).rejects.toThrow(/of a file \d{6,7} bytes had come when there was no more room in /);
  await expect(staging).rejects.toThrow(dirname(path));
  expect(await readdir(dirname(path))).toEqual([sha256]);

  // What was written of it is free again.
  await files.stage(mebibytes(1 / 2), { expectedDigest: null });
  expect(await readdir(dirname(path))).toHaveLength(2);
});
