import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { openArchiveOrFile } from '../../src/artifacts/archive-or-file.ts';
import { ArchiveRefused, DEFAULT_ARCHIVE_LIMITS, openArchive } from '../../src/artifacts/archive.ts';
import { makeStaging } from '../../src/artifacts/staging.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A zip of these files in the folder; `change` damages its bytes. */
async function zip(
  files: Record<string, string>,
  change: (bytes: Buffer) => Buffer = (bytes) => bytes,
): Promise<string> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    if (name.endsWith('/')) archive.addEmptyDirectory(name);
    else archive.addBuffer(Buffer.from(content), name, { compress: content.length > 20 });
  }
  archive.end();
  return await stored(change(await buffer(archive.outputStream)));
}

async function stored(bytes: Buffer): Promise<string> {
  const path = join(folder, `${process.hrtime.bigint()}.zip`);
  await writeFile(path, bytes);
  return path;
}

/** Replaces a text by another of the same length, wherever it is. */
const replaced = (from: string, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

test('the files of an archive are listed, without its folders, and can be read', async () => {
  using archive = await openArchive(
    await zip({ 'dist/': '', 'dist/a.txt': 'short', 'b.txt': 'long '.repeat(50) }),
    'out',
  );
  expect(archive.files.map(({ name, size }) => [name, size])).toEqual([
    ['dist/a.txt', 5],
    ['b.txt', 250],
  ]);
  expect(await Promise.all(archive.files.map(({ read }) => text(read())))).toEqual(['short', 'long '.repeat(50)]);
});

test('a file goes from an archive into staging', async () => {
  using archive = await openArchive(await zip({ 'a.txt': 'content' }), 'out');
  const files = makeStaging(folder).of('train');
  for (const { read } of archive.files) {
    const { path } = await files.stage(read(), { expectedDigest: null });
    expect(await readFile(path, 'utf8')).toBe('content');
  }
});

test('an empty archive has no files', async () => {
  using archive = await openArchive(await zip({}), 'out');
  expect(archive.files).toEqual([]);
});

test.each(['plain text', 'P', ''])('what should be a zip and is none is refused: %j', async (content) => {
  await expect(openArchive(await stored(Buffer.from(content)), 'library')).rejects.toThrow(
    /^The archive of artifact library is not taken: .*Look at the step that uploads it/,
  );
});

test.each(['plain text', 'P', ''])('what is no zip is one file, named like the artifact: %j', async (content) => {
  using archive = await openArchiveOrFile(await stored(Buffer.from(content)), 'library.so');
  expect(archive.files).toMatchObject([{ name: 'library.so', size: content.length }]);
  for (const { read } of archive.files) expect(await text(read())).toBe(content);
});

test.each([[{ 'a.txt': 'content' }], [{}]])('what begins as a zip does is opened as one: %j', async (files) => {
  using archive = await openArchiveOrFile(await zip(files), 'out');
  expect(archive.files.map(({ name }) => name)).toEqual(Object.keys(files));
});

test('everything that is wrong with an archive is told at once, and which artifact it is', async () => {
  const path = await zip({ 'xx/a': '1', yyyy: '2' }, (bytes) =>
    replaced('yyyy', '/etc')(replaced('xx/a', '../a')(bytes)),
  );
  const opening = openArchive(path, 'out');
  await expect(opening).rejects.toThrow(ArchiveRefused);
  await expect(opening).rejects.toThrow(
    'The archive of artifact out is not taken: "../a" has a path with "." or ".." in it; "/etc" has an absolute path.',
  );
});

test('names that only look alike in the directory are caught: a backslash stays a backslash', async () => {
  const path = await zip({ 'a/b': '1' }, replaced('a/b', 'a\\b'));
  await expect(openArchive(path, 'out')).rejects.toThrow('backslash');
});

test('an archive of too many files is refused before they are listed', async () => {
  const opening = openArchive(await zip({ a: '1', b: '2', c: '3' }), 'out', { ...DEFAULT_ARCHIVE_LIMITS, files: 2 });
  await expect(opening).rejects.toThrow('3 entries, more than the 2 allowed');
});

test('an archive that was cut off is refused', async () => {
  const path = await zip({ 'a.txt': 'content' }, (bytes) => bytes.subarray(0, bytes.length - 10));
  await expect(openArchive(path, 'out')).rejects.toThrow(ArchiveRefused);
});

test('a file whose bytes were damaged is refused while it is read', async () => {
  using archive = await openArchive(await zip({ 'a.txt': 'content' }, replaced('content', 'CONTENT')), 'out');
  for (const { read } of archive.files)
    await expect(text(read())).rejects.toThrow('a.txt: its checksum does not agree');
});
