import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeStore, type Store } from '../../src/artifacts/store.ts';

const run = promisify(execFile);

let root = '';
let folder = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'store-'));
  folder = join(root, 'kept');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

/** Puts a text into the store, by way of a file. */
async function put(store: Store, content: string): Promise<void> {
  const path = join(root, `source-${sha256(content)}`);
  await writeFile(path, content);
  await store.put(path, sha256(content));
}

async function kept(store: Store, ...contents: string[]): Promise<readonly string[]> {
  const found = [];
  for (const content of contents) if ((await store.get(sha256(content))) !== null) found.push(content);
  return found;
}

/** As if the file had last been used so many minutes ago. */
async function age(store: Store, content: string, minutes: number): Promise<void> {
  const path = await store.get(sha256(content));
  const then = new Date(Date.now() - minutes * 60_000);
  await utimes(path ?? 'not kept', then, then);
}

test('a file that was put in is found by its digest, also by another process that comes later', async () => {
  await put(makeStore({ folder, bytes: 100 }), 'content');
  const path = await makeStore({ folder, bytes: 100 }).get(sha256('content'));
  expect(await readFile(path ?? '', 'utf8')).toBe('content');
  expect(await readdir(folder)).toEqual([`${sha256('content')}-7`]);
});

test('what was never put in is a miss, also where there is no folder yet', async () => {
  expect(await makeStore({ folder, bytes: 100 }).get(sha256('content'))).toBeNull();
});

test('an empty file is kept like any other', async () => {
  const store = makeStore({ folder, bytes: 100 });
  await put(store, '');
  expect(await kept(store, '')).toEqual(['']);
});

test('the file that was put in can change afterwards: the store has its own copy', async () => {
  const store = makeStore({ folder, bytes: 100 });
  await put(store, 'content');
  await writeFile(join(root, `source-${sha256('content')}`), 'changed');
  expect(await readFile((await store.get(sha256('content'))) ?? '', 'utf8')).toBe('content');
});

test('the ones that were not used for longest make room', async () => {
  const store = makeStore({ folder, bytes: 12 });
  for (const content of ['one 4', 'two 4', '..']) await put(store, content.slice(0, 4));
  await age(store, 'one ', 20);
  await age(store, 'two ', 30);
  await age(store, '..', 40);
  // Used again, so it is no longer the oldest.
  await store.get(sha256('..'));
  await put(store, 'four');
  expect(await kept(store, 'one ', 'two ', '..', 'four')).toEqual(['one ', '..', 'four']);
});

test('the store never holds more than its bound, whatever comes', async () => {
  const store = makeStore({ folder, bytes: 10 });
  for (let size = 1; size <= 14; size += 1) {
    await put(store, 'x'.repeat(size));
    const sizes = (await readdir(folder)).map((name) => Number(name.split('-')[1]));
    expect(sizes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(10);
  }
});

test('a file that is bigger than the store is not kept, and nothing makes room for it', async () => {
  const store = makeStore({ folder, bytes: 10 });
  await put(store, 'small');
  await put(store, 'much too big');
  expect(await kept(store, 'small', 'much too big')).toEqual(['small']);
});

test('a file that lost its end is a miss, and is put in anew', async () => {
  const store = makeStore({ folder, bytes: 100 });
  await put(store, 'content');
  await truncate((await store.get(sha256('content'))) ?? '', 3);
  expect(await store.get(sha256('content'))).toBeNull();
  expect(await readdir(folder)).toEqual([]);
  await put(store, 'content');
  expect(await kept(store, 'content')).toEqual(['content']);
});

test('a file that is discarded is a miss', async () => {
  const store = makeStore({ folder, bytes: 100 });
  await put(store, 'content');
  await store.discard(sha256('content'));
  await store.discard(sha256('never put in'));
  expect(await kept(store, 'content')).toEqual([]);
});

const LISTED = [{ name: 'engine', size: 3, sha256: sha256('ELF'), executable: true }];

test('which files are in an archive is remembered for whoever comes later, and nothing else of it is kept', async () => {
  await makeStore({ folder, bytes: 1000 }).remember(sha256('archive'), LISTED);
  const store = makeStore({ folder, bytes: 1000 });
  expect(await store.recall(sha256('archive'))).toEqual(LISTED);
  expect(await store.get(sha256('archive'))).toBeNull();
  expect(await store.recall(sha256('another'))).toBeNull();
});

test('what was remembered makes room as files do, and is forgotten where it was cut off', async () => {
  const store = makeStore({ folder, bytes: 300 });
  await store.remember(sha256('archive'), LISTED);
  await put(store, 'x'.repeat(290));
  expect(await store.recall(sha256('archive'))).toBeNull();
  await store.remember(sha256('archive'), LISTED);
  await truncate(join(folder, `${sha256('archive')}.contents`), 40);
  expect(await store.recall(sha256('archive'))).toBeNull();
});

test('what a crash left half written goes after a day, and not while it may still be written', async () => {
  const store = makeStore({ folder, bytes: 100 });
  await put(store, 'first');
  for (const [name, hours] of [
    ['.incoming-old', 25],
    ['.incoming-young', 23],
  ] as const) {
    await writeFile(join(folder, name), 'half');
    const then = new Date(Date.now() - hours * 3_600_000);
    await utimes(join(folder, name), then, then);
  }
  await put(store, 'second');
  expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual(['.incoming-young']);
});

test('several processes that put, get and make room at once never see half a file', { timeout: 60_000 }, async () => {
  const script = `
    import { makeStore } from ${JSON.stringify(new URL('../../src/artifacts/store.ts', import.meta.url).href)};
    import { createHash } from 'node:crypto';
    import { readFile, writeFile } from 'node:fs/promises';
    const [root, folder, who] = process.argv.slice(1);
    const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
    const store = makeStore({ folder, bytes: 250_000 });
    let hits = 0;
    for (let round = 0; round < 60; round += 1) {
      // The same twelve files in all processes, of which the store has room for less than four.
      const bytes = Buffer.alloc(70_000, 'file ' + (round * 7) % 12);
      const source = root + '/' + who;
      await writeFile(source, bytes);
      await store.put(source, sha256(bytes));
      const path = await store.get(sha256(bytes));
      const read = path === null ? null : await readFile(path).catch((error) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (read === null) continue;
      if (sha256(read) !== sha256(bytes)) throw new Error('half a file');
      hits += 1;
    }
    console.log(hits);`;
  const processes = ['a', 'b', 'c'].map((who) =>
    run(process.execPath, ['--input-type=module-typescript', '-e', script, root, folder, who]),
  );
  const hits = await Promise.all(processes);
  for (const { stdout } of hits) expect(Number(stdout)).toBeGreaterThan(0);
  expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
});

test.each(['../secret', `sha256:${sha256('')}`, ''])(
  '%j is refused where a bare SHA-256 is asked for',
  async (text) => {
    await expect(makeStore({ folder, bytes: 100 }).get(text)).rejects.toThrow('no SHA-256');
  },
);
