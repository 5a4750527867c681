import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadChains } from '../../src/config/load.ts';
import { formatProblem } from '../../src/config/problem.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cascade-load-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(path: string, chain: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `chain: ${chain}\nrepositories: { engine: { repository: acme/engine } }\n`);
  return file;
}

/** Names of the chains, or what is wrong with the folder's name left out. */
async function load(...locations: readonly string[]): Promise<readonly string[]> {
  const loaded = await loadChains(locations);
  if (loaded.ok) return loaded.chains.map(({ name }) => name);
  return loaded.problems.map((problem) => formatProblem(problem).replaceAll(folder, ''));
}

test('a folder gives its own chain and those one level below, in the order of their names', async () => {
  await write('cascade.yml', 'top');
  await write('b/cascade.yaml', 'second');
  await write('a/cascade.yml', 'first');
  await write('a/deeper/cascade.yml', 'too-deep');
  await write('other.yml', 'named-otherwise');
  expect(await load(folder)).toEqual(['top', 'first', 'second']);
});

test('a file may have any name', async () => {
  const file = await write('other.yml', 'named-otherwise');
  expect(await load(file)).toEqual(['named-otherwise']);
});

test('what is wrong with any of the files is told at once', async () => {
  const first = await write('first.yml', 'a/b');
  const second = await write('second.yml', 'c d');
  const [one, two, ...more] = await load(first, second, join(folder, 'third.yml'));
  expect(one).toMatch(/^\/first\.yml:1:8: the chain's name must be/);
  expect(two).toMatch(/^\/second\.yml:1:8: the chain's name must be/);
  expect(more).toEqual([
    expect.stringMatching(/^\/third\.yml:1:1: cannot be read \(ENOENT.*\); check the path, and CASCADE_CHAINS/),
  ]);
});

test('a folder without a chain says what was looked for', async () => {
  expect(await load(folder)).toEqual([
    ':1:1: no cascade.yml in this folder nor in a folder directly below; name the file itself',
  ]);
});

test('two chains of one name are refused, with both places', async () => {
  await write('a/cascade.yml', 'acme');
  await write('b/cascade.yml', 'acme');
  expect(await load(folder)).toEqual([
    '/b/cascade.yml:1:8: the chain "acme" is in /a/cascade.yml already; chains have names of their own',
  ]);
});
