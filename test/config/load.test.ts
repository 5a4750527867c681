import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

test('a file is read anew once it says something else', async () => {
  const file = await write('cascade.yml', 'before');
  expect(await load(file)).toEqual(['before']);
  expect(await load(file)).toEqual(['before']);
  await write('cascade.yml', 'a/b');
  expect(await load(file)).toEqual([expect.stringContaining("the chain's name must be")]);
  await write('cascade.yml', 'after');
  expect(await load(file)).toEqual(['after']);
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

test('two chains whose nightlies would have one rolling release in one repository are refused', async () => {
  const rolling = async (path: string, chain: string, name: string) => {
    const file = await write(path, chain);
    await appendFile(file, `release: { publish_in: Acme/Downloads, rolling: ${name} }\n`);
  };
  await rolling('a/cascade.yml', 'first', 'nightly');
  await rolling('b/cascade.yml', 'second', 'nightly');
  await rolling('c/cascade.yml', 'third', 'nightly-of-third');
  expect(await load(folder)).toEqual([
    '/b/cascade.yml:3:49: "nightly" stands for the nightlies of the chain in /a/cascade.yml already, in the same repository; name it otherwise',
  ]);
});

describe('the keys of people who sign releases', () => {
  const PUBLIC = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n';

  async function writeSigned(path: string, ...keys: readonly string[]): Promise<string> {
    const file = await write(path, 'acme');
    const people = `{ threshold: 1, keys: [${keys.join(', ')}] }`;
    await appendFile(file, `release:\n  publish_in: engine\n  signing: { people: ${people} }\n`);
    return file;
  }

  test('are found beside the file of the chain, wherever Cascade was started', async () => {
    const file = await writeSigned('a/cascade.yml', 'keys/ann.asc', '../bob.asc');
    await mkdir(join(folder, 'a/keys'));
    await writeFile(join(folder, 'a/keys/ann.asc'), PUBLIC);
    await writeFile(join(folder, 'bob.asc'), PUBLIC);
    const loaded = await loadChains([file]);
    const keys = loaded.ok ? loaded.chains[0]?.release?.signing.people?.keys : undefined;
    expect(keys).toEqual([join(folder, 'a/keys/ann.asc'), join(folder, 'bob.asc')]);
  });

  test('are refused with their place where there is no public key in the file', async () => {
    const file = await writeSigned('cascade.yml', 'none.asc', 'words.asc', 'private.asc');
    await writeFile(join(folder, 'words.asc'), 'my key');
    await writeFile(join(folder, 'private.asc'), '-----BEGIN PGP PRIVATE KEY BLOCK-----\n');
    expect(await load(file)).toEqual([
      expect.stringMatching(
        /^\/cascade\.yml:5:45: the key cannot be read \(ENOENT.*\); its path counts from the folder of this file$/,
      ),
      '/cascade.yml:5:55: /words.asc holds no armoured OpenPGP public key; write one by gpg --armor --export NAME',
      '/cascade.yml:5:66: /private.asc holds a private key; keep it away from here, and put in its place what gpg --armor --export NAME writes',
    ]);
  });
});

describe('the keys of people who approve', () => {
  const PUBLIC = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n';

  async function writeGated(path: string, approvers: string, emergency: string): Promise<string> {
    const file = await write(path, 'acme');
    const gate = `{ name: g, before: building, approvers: ${approvers}, threshold: 1,\n  emergency: { approvers: ${emergency}, threshold: 1 } }`;
    await appendFile(file, `gates:\n- ${gate}\n`);
    return file;
  }

  test('are read from beside the file of the chain', async () => {
    const file = await writeGated(
      'a/cascade.yml',
      '[ann, { name: bob, key: bob.asc }]',
      '[{ name: eve, key: ../eve.asc }]',
    );
    await writeFile(join(folder, 'a/bob.asc'), `${PUBLIC}of bob`);
    await writeFile(join(folder, 'eve.asc'), `${PUBLIC}of eve`);
    const loaded = await loadChains([file]);
    const gate = loaded.ok ? loaded.chains[0]?.gates[0] : undefined;
    expect(gate?.approvers).toEqual([
      { name: 'ann', key: null },
      { name: 'bob', key: `${PUBLIC}of bob` },
    ]);
    expect(gate?.emergency?.approvers).toEqual([{ name: 'eve', key: `${PUBLIC}of eve` }]);
  });

  test('are refused with their place, beside those of people who sign', async () => {
    const file = await writeGated('cascade.yml', '[{ name: bob, key: none.asc }]', '[{ name: eve, key: words.asc }]');
    await writeFile(join(folder, 'words.asc'), 'my key');
    await appendFile(
      file,
      'release: { publish_in: engine, signing: { people: { threshold: 1, keys: [words.asc] } } }\n',
    );
    expect(await load(file)).toEqual([
      '/cascade.yml:6:74: /words.asc holds no armoured OpenPGP public key; write one by gpg --armor --export NAME',
      expect.stringMatching(/^\/cascade\.yml:4:62: the key cannot be read \(ENOENT.*\); its path counts from/),
      '/cascade.yml:5:46: /words.asc holds no armoured OpenPGP public key; write one by gpg --armor --export NAME',
    ]);
  });
});
