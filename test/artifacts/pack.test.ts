import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive } from '../../src/artifacts/archive.ts';
import { pack, type EntryToPack } from '../../src/artifacts/pack.ts';

const run = promisify(execFile);
const FORMATS = ['tar.gz', 'zip'] as const;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function entry(path: string, content: string | Buffer, executable = false, chunk = 1000): EntryToPack {
  const bytes = Buffer.from(content);
  async function* open() {
    for (let at = 0; at < bytes.length; at += chunk) yield await Promise.resolve(bytes.subarray(at, at + chunk));
  }
  return { path, size: bytes.length, executable, open };
}

const LONG = `blvm/${'a-folder-with-a-long-name/'.repeat(8)}${'file'.repeat(30)}.txt`;
const FILES: readonly EntryToPack[] = [
  entry('blvm/bin/node', 'machine code '.repeat(500), true),
  entry('blvm/empty', ''),
  entry('blvm/ü/日本.txt', 'beyond ASCII'),
  entry('Z.txt', 'capitals come first'),
  entry(LONG, 'deep down'),
];

async function packed(format: (typeof FORMATS)[number], entries = FILES): Promise<Buffer> {
  return buffer(pack(format, entries));
}

async function stored(format: (typeof FORMATS)[number]): Promise<string> {
  const path = join(folder, `all.${format}`);
  await writeFile(path, await packed(format));
  return path;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe.each(FORMATS)('%s', (format) => {
  test('the same files in another order and other pieces make the same archive', async () => {
    const again = FILES.toReversed().map(({ path, executable, open }) => ({ path, executable, open }));
    const others = await Promise.all(
      again.map(async ({ path, executable, open }) => entry(path, await buffer(open()), executable, 7)),
    );
    expect(sha256(await packed(format, others))).toBe(sha256(await packed(format)));
  });

  test.each(['Pacific/Kiritimati', 'America/Los_Angeles'])('in %s it is the same archive', async (zone) => {
    const script = `
      import { pack } from ${JSON.stringify(new URL('../../src/artifacts/pack.ts', import.meta.url).href)};
      import { createHash } from 'node:crypto';
      const bytes = Buffer.from('the same everywhere '.repeat(100));
      const hash = createHash('sha256');
      const entry = { path: 'a/b', size: bytes.length, executable: true, open: async function* () { yield bytes; } };
      for await (const chunk of pack(${JSON.stringify(format)}, [entry])) hash.update(chunk);
      console.log(hash.digest('hex'), new Date(0).getHours());`;
    const options = { env: { ...process.env, TZ: zone } };
    const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '-e', script], options);
    const [digest, hour] = stdout.trim().split(' ');
    expect(digest).toBe(sha256(await packed(format, [entry('a/b', 'the same everywhere '.repeat(100), true)])));
    // The zone did take effect.
    expect(Number(hour)).toBe(zone === 'Pacific/Kiritimati' ? 13 : 16);
  });

  test('a file that is shorter or longer than announced breaks the archive off, and is named', async () => {
    for (const size of [6, 8]) {
      const changed = { ...entry('a.txt', 'content'), size };
      await expect(packed(format, [...FILES, changed])).rejects.toThrow(
        `a.txt has 7 bytes, but ${size} were announced`,
      );
    }
  });

  test('a file that cannot be read breaks the archive off', async () => {
    const gone: EntryToPack = {
      path: 'gone',
      size: 1,
      executable: false,
      async *open() {
        yield await readFile(join(folder, 'no-such-file'));
      },
    };
    await expect(packed(format, [...FILES, gone])).rejects.toThrow('ENOENT');
  });

  test('names that do not go together are refused, all at once', () => {
    const entries = [entry('../a', ''), entry('/b', ''), entry('c', '1'), entry('c', '2')];
    expect(() => pack(format, entries)).toThrow(
      `No ${format} can be made: "../a" has a path with "." or ".." in it; "/b" has an absolute path; "c" is in it more than once.`,
    );
  });

  test('no more is read than the reader takes, and a reader who leaves closes the file', async () => {
    let read = 0;
    const closed = Promise.withResolvers<true>();
    const big: EntryToPack = {
      path: 'big',
      size: 2 ** 30,
      executable: false,
      async *open() {
        try {
          for (;;) {
            read += 2 ** 20;
            yield await Promise.resolve(Buffer.alloc(2 ** 20, read.toString()));
          }
        } finally {
          closed.resolve(true);
        }
      },
    };
    for await (const chunk of pack(format, [big])) {
      expect(chunk.length).toBeGreaterThan(0);
      for (let turns = 0; turns < 1000; turns += 1) await turn();
      break;
    }
    await expect(closed.promise).resolves.toBe(true);
    expect(read).toBeLessThan(64 * 2 ** 20);
  });
});

test('tar lists and unpacks it: sorted by bytes, nobody owns it, fixed time, modes kept', async () => {
  const path = await stored('tar.gz');
  const { stdout } = await run('tar', ['tzvf', path, '--numeric-owner', '--quoting-style=literal'], {
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
  });
  expect(stdout.trim().split('\n')).toEqual([
    '-rw-r--r-- 0/0              19 1980-01-01 00:00 Z.txt',
    `-rw-r--r-- 0/0               9 1980-01-01 00:00 ${LONG}`,
    '-rwxr-xr-x 0/0            6500 1980-01-01 00:00 blvm/bin/node',
    '-rw-r--r-- 0/0               0 1980-01-01 00:00 blvm/empty',
    '-rw-r--r-- 0/0              12 1980-01-01 00:00 blvm/ü/日本.txt',
  ]);
  const target = join(folder, 'from-tar');
  await mkdir(target);
  await run('tar', ['xzf', path, '-C', target]);
  await expectUnpacked(target);
});

test('unzip lists and unpacks it: sorted by bytes, fixed time, modes kept, no extra fields', async () => {
  const path = await stored('zip');
  const { stdout } = await run('unzip', ['-Z', path], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  const lines = stdout.split('\n').filter((line) => line.startsWith('-'));
  expect(lines.map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    '-rw-r--r-- 6.3 unx 19 bl defN 80-Jan-01 00:00 Z.txt',
    `-rw-r--r-- 6.3 unx 9 bl defN 80-Jan-01 00:00 ${LONG}`,
    '-rwxr-xr-x 6.3 unx 6500 bl defN 80-Jan-01 00:00 blvm/bin/node',
    '-rw-r--r-- 6.3 unx 0 bl defN 80-Jan-01 00:00 blvm/empty',
    '-rw-r--r-- 6.3 unx 12 bl defN 80-Jan-01 00:00 blvm/ü/日本.txt',
  ]);
  const target = join(folder, 'from-zip');
  await run('unzip', ['-q', path, '-d', target], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  await expectUnpacked(target);
});

async function expectUnpacked(target: string) {
  expect(await readdir(join(target, 'blvm'))).toHaveLength(4);
  for (const { path, executable, open } of FILES) {
    expect(await readFile(join(target, path))).toEqual(await buffer(open()));
    const { mode } = await stat(join(target, path));
    expect((mode & 0o111) !== 0).toBe(executable);
  }
}

test('we open our own zip, and it says which files are executable', async () => {
  using archive = await openArchive(await stored('zip'), 'all');
  expect(archive.files.filter(({ executable }) => executable).map(({ name }) => name)).toEqual(['blvm/bin/node']);
  expect(archive.files).toHaveLength(FILES.length);
});

test.each([
  ['tar.gz', 'b6a3457e36f1ba149aa1be069d57680af2f3fac6ecc5f76e1c874bb5e4421150'],
  ['zip', '4c97daa5e88d129d63fa8af234626ed38f01e381308e83e6b1b187d302b7b4c6'],
] as const)('a %s of these files is the one that every machine makes', async (format, digest) => {
  expect(sha256(await packed(format))).toBe(digest);
});

test('the header of the gzip tells no time, name or operating system', async () => {
  const header = (await packed('tar.gz')).subarray(0, 10);
  expect(header.toString('hex')).toBe('1f8b08000000000000ff');
});
