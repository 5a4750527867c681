import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReleaseFile } from '../../../src/domain/release/release-file.ts';
import { uploadBatches } from '../../../src/domain/release/upload-batches.ts';
import { releaseFile } from '../../support/publications.ts';

const MIB = 1024 ** 2;

const sizes = (files: readonly ReleaseFile[]) => uploadBatches(files).map((batch) => batch.map(({ size }) => size));
const filesOf = (...mebibytes: readonly number[]) =>
  mebibytes.map((size, index) => releaseFile(`${index}.bin`, { size: size * MIB }));

/** An archive of so many files. */
function archiveOf(count: number): ReleaseFile {
  const entry = (index: number) => ({ path: `${index}`, sha256: 'b'.repeat(64), executable: false, source: 0 });
  const entries = Array.from({ length: count }, (_, index) => entry(index));
  return releaseFile('all.tar.gz', { from: { type: 'packed', format: 'tar.gz', entries, sources: [] } });
}

test('small files go up together, fifty at once', () => {
  const files = Array.from({ length: 120 }, (_, index) => releaseFile(`${index}.txt`));
  expect(uploadBatches(files).map((batch) => batch.length)).toEqual([50, 50, 20]);
});

test('large files fill a batch by their bytes', () => {
  expect(sizes(filesOf(100, 100, 56, 1, 300, 2))).toEqual([
    [100 * MIB, 100 * MIB, 56 * MIB],
    [MIB],
    [300 * MIB],
    [2 * MIB],
  ]);
});

test('an archive counts for as many files as are in it', () => {
  const files = [archiveOf(30), archiveOf(20), archiveOf(90), releaseFile('a.txt')];
  expect(uploadBatches(files).map((batch) => batch.length)).toEqual([2, 1, 1]);
});

test('where there are no files, there is nothing to upload', () => {
  expect(uploadBatches([])).toEqual([]);
});

test('every file is in one batch, in the order in which they were given, and no batch is empty', () => {
  const anyFile = fc.record({ size: fc.integer({ min: 0, max: 400 * MIB }), packed: fc.integer({ min: 0, max: 60 }) });
  fc.assert(
    fc.property(fc.array(anyFile, { maxLength: 150 }), (drawn) => {
      const files = drawn.map(({ size, packed }) => ({ ...(packed > 0 ? archiveOf(packed) : releaseFile('a')), size }));
      const batches = uploadBatches(files);
      expect(batches.flat()).toEqual(files);
      expect(batches.every(({ length }) => length > 0)).toBe(true);
    }),
  );
});
