import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { ArchiveRefused, openArchive } from '../../src/artifacts/archive.ts';

const run = promisify(execFile);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What Info-ZIP makes of the files in the folder. */
async function infoZip(...args: readonly string[]): Promise<string> {
  await run('zip', ['-q', ...args], { cwd: folder });
  return join(folder, 'out.zip');
}

async function zipOf(...files: readonly (readonly [name: string, content: Buffer])[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of files) archive.addBuffer(content, name);
  archive.end();
  return buffer(archive.outputStream);
}

async function stored(bytes: Buffer): Promise<string> {
  const path = join(folder, 'made.zip');
  await writeFile(path, bytes);
  return path;
}

/** Reads everything in it, as collecting does. */
async function readAll(path: string): Promise<readonly Buffer[]> {
  using archive = await openArchive(path, 'out');
  const contents = [];
  for (const { read } of archive.files) contents.push(await buffer(read()));
  return contents;
}

test('a zip says which of its files are executable, and an empty file is one', async () => {
  await writeFile(join(folder, 'empty'), '');
  await writeFile(join(folder, 'run'), '#!/bin/sh\n');
  await chmod(join(folder, 'run'), 0o755);
  using archive = await openArchive(await infoZip('out.zip', 'empty', 'run'), 'out');
  expect(archive.files.map(({ name, size, executable }) => [name, size, executable])).toEqual([
    ['empty', 0, false],
    ['run', 10, true],
  ]);
});

test('a link is refused, wherever it leads', async () => {
  await symlink('/etc/passwd', join(folder, 'innocent'));
  await expect(openArchive(await infoZip('-y', 'out.zip', 'innocent'), 'out')).rejects.toThrow(
    '"innocent" is a link or a device, not a file',
  );
});

test('an encrypted file is refused', async () => {
  await writeFile(join(folder, 'secret'), 'content');
  await expect(openArchive(await infoZip('-P', 'password', 'out.zip', 'secret'), 'out')).rejects.toThrow(
    '"secret" is encrypted',
  );
});

test('two files of one name are refused', async () => {
  const path = await stored(await zipOf(['a', Buffer.from('1')], ['a', Buffer.from('2')]));
  await expect(openArchive(path, 'out')).rejects.toThrow('"a" is in it more than once');
});

test('a bomb is refused before it is unpacked', async () => {
  const bomb = await zipOf(['zeros', Buffer.alloc(20 * 1024 ** 2)]);
  expect(bomb.length).toBeLessThan(64 * 1024);
  await expect(openArchive(await stored(bomb), 'out')).rejects.toThrow(/it unpacks to \d+ times its size/);
});

test('a bomb that says it is small goes off no further than it says', async () => {
  const size = 20 * 1024 ** 2;
  const bomb = await zipOf(['zeros', Buffer.alloc(size)]);
  const directory = bomb.indexOf('PK\u0001\u0002', 'latin1');
  expect(bomb.readUInt32LE(directory + 24)).toBe(size);
  bomb.writeUInt32LE(1000, directory + 24);
  using archive = await openArchive(await stored(bomb), 'out');
  expect(archive.files).toMatchObject([{ name: 'zeros', size: 1000 }]);
  let read = 0;
  const reading = async () => {
    for (const file of archive.files) for await (const chunk of file.read()) read += chunk.byteLength;
  };
  await expect(reading()).rejects.toThrow(ArchiveRefused);
  expect(read).toBeLessThanOrEqual(1000);
});

test.each([0.1, 0.5, 0.9, 0.99])('a zip of which only %d arrived is refused', async (part) => {
  const whole = await zipOf(['a', Buffer.from('content '.repeat(100))], ['b', Buffer.from('more')]);
  const path = await stored(whole.subarray(0, Math.floor(whole.length * part)));
  await expect(openArchive(path, 'out')).rejects.toThrow(ArchiveRefused);
});

test('no flipped bit changes what a file contains: the archive is refused, or the bit was not one of the content', async () => {
  const contents = [Buffer.from('content '.repeat(20)), Buffer.from('more')];
  const whole = await zipOf(['a', contents[0] ?? Buffer.of()], ['b', contents[1] ?? Buffer.of()]);
  expect(await readAll(await stored(whole))).toEqual(contents);
  let refusals = 0;
  // The first four bytes make it a zip; without them it is a file like any other.
  for (let at = 4; at < whole.length; at += 1) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
    try {
      expect(await readAll(await stored(damaged))).toEqual(contents);
    } catch (error) {
      expect(error).toBeInstanceOf(ArchiveRefused);
      refusals += 1;
    }
  }
  expect(refusals).toBeGreaterThan(50);
});
