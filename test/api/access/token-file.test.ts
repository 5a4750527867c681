import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { TokenFile } from '../../../src/api/access/token-file.ts';
import type { StoredToken } from '../../../src/domain/access/token-store.ts';
import { temporaryFolder } from '../../engine/folders.ts';

const ALICE: StoredToken = {
  name: 'alice',
  scopes: ['operate', 'approve'],
  sha256: 'a'.repeat(64),
  createdAt: Date.UTC(2026, 10, 21),
  expiresAt: Date.UTC(2027, 1, 19),
};
const BOB: StoredToken = { ...ALICE, name: 'bob', scopes: ['read'], sha256: 'b'.repeat(64), expiresAt: null };

async function path(): Promise<string> {
  return join(await temporaryFolder(), 'not-yet-there', 'tokens.json');
}

test('what is added is there for every reader, until it is removed', async () => {
  const file = await path();
  const [writer, reader] = [new TokenFile(file), new TokenFile(file)];
  expect(await reader.list()).toEqual([]);
  expect(await writer.add(ALICE)).toBe(true);
  expect(await writer.add(BOB)).toBe(true);
  expect(await reader.list()).toEqual([ALICE, BOB]);
  expect(await writer.remove('alice')).toBe(true);
  expect(await reader.list()).toEqual([BOB]);
});

test('a name is taken once, and a name that is not there is not removed', async () => {
  const file = await path();
  const store = new TokenFile(file);
  await store.add(ALICE);
  const before = await stat(file);
  expect(await store.add({ ...BOB, name: 'alice' })).toBe(false);
  expect(await store.remove('bob')).toBe(false);
  expect(await store.list()).toEqual([ALICE]);
  expect((await stat(file)).ino).toBe(before.ino);
  expect(await readdir(dirname(file))).toEqual(['tokens.json']);
});

test.skipIf(process.platform === 'win32')(
  'only its owner can read the file, and nothing else is left beside it',
  async () => {
    const file = await path();
    await new TokenFile(file).add(ALICE);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(file))).toEqual(['tokens.json']);
  },
);

test('of changes at the same moment each is made or refused, and none is lost', async () => {
  const file = await path();
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const results = await Promise.allSettled(names.map((name) => new TokenFile(file).add({ ...BOB, name })));
  const made = names.filter((_, index) => results[index]?.status === 'fulfilled');
  expect(made.length).toBeGreaterThan(0);
  expect((await new TokenFile(file).list()).map(({ name }) => name).sort()).toEqual(made);
  for (const result of results) {
    if (result.status === 'rejected') expect(String(result.reason)).toContain('try again');
  }
});

test('a change that was cut off is named, with what to do', async () => {
  const file = await path();
  const store = new TokenFile(file);
  await store.add(ALICE);
  await writeFile(`${file}.new`, '');
  await expect(store.remove('alice')).rejects.toThrow(`remove ${file}.new`);
  expect(await store.list()).toEqual([ALICE]);
});

test.each([
  ['no JSON', 'cascade_123', 'it is no JSON'],
  ['cut off', '{"tokens": [', 'it is no JSON'],
  ['another shape', '[]', 'the whole: '],
  ['a scope that does not exist', stored({ scopes: ['admin'] }), 'tokens.0.scopes.0: '],
  ['no digest', stored({ sha256: 'cascade_123' }), 'tokens.0.sha256: must be 64 hexadecimal digits'],
  ['a day that does not exist', stored({ expiresAt: 'tomorrow' }), 'tokens.0.expiresAt: '],
  ['a name twice', stored({}, {}), 'tokens: has a name twice'],
])('a file with %s is refused in words that show nothing of it, and is left as it is', async (_, text, words) => {
  const file = join(await temporaryFolder(), 'tokens.json');
  await writeFile(file, text, { mode: 0o600 });
  const refused = await new TokenFile(file).list().catch(String);
  expect(refused).toContain(words);
  expect(refused).toContain('Mend the file');
  expect(refused).not.toContain('cascade_123');
  await expect(new TokenFile(file).add(BOB)).rejects.toThrow(words);
  expect(await readFile(file, 'utf8')).toBe(text);
});

test.skipIf(process.platform === 'win32')('a file that others may write to is refused', async () => {
  const file = await path();
  const store = new TokenFile(file);
  await store.add(ALICE);
  await chmod(file, 0o622);
  await expect(store.list()).rejects.toThrow('others may write to it');
});

function stored(...differences: readonly object[]): string {
  const token = { ...BOB, createdAt: '2026-11-21T00:00:00.000Z' };
  return JSON.stringify({ tokens: differences.map((difference) => ({ ...token, ...difference })) });
}
