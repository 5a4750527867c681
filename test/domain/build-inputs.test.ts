import { expect, test } from 'vitest';
import { fillInputs, placeholderValues } from '../../src/domain/build-inputs.ts';
import { repositoryOf } from '../../src/domain/chain.ts';
import { chainOf, repository, withRepository } from '../support/chains.ts';
import { pin } from '../support/itineraries.ts';
import { ALICE, cascadeOf, nightlyOf, releaseOf } from '../support/requests.ts';

const chain = chainOf([
  ['engine', []],
  ['node', ['engine']],
]);
const node = repository('node');
const pins = [pin('engine', { ref: 'develop', commit: 'e'.repeat(40) }), pin('node', { commit: 'd'.repeat(40) })];

test('a release that a repository published is the source of every build', () => {
  const trigger = { type: 'release', repository: 'engine', tag: 'v1.4.0', delivery: 'd1', by: ALICE } as const;
  expect(placeholderValues(chain, 'acme/release/v1.4.0', releaseOf(chain, { trigger }), node, pins, 'v1.4.0')).toEqual({
    chain: 'acme',
    train: 'acme/release/v1.4.0',
    alias: 'node',
    repository: 'acme/node',
    name: 'node',
    version: 'v1.4.0',
    version_number: '1.4.0',
    ref: 'main',
    sha: 'd'.repeat(40),
    source: 'engine',
    source_ref: 'v1.4.0',
    source_sha: 'e'.repeat(40),
    kind: 'release',
    needs: JSON.stringify([{ repository: 'acme/engine', commit: 'e'.repeat(40) }]),
  });
});

test('the needs of a build are all that lies upstream in its train, by name, each at its own commit', () => {
  const diamond = chainOf([
    ['zlib', []],
    ['engine', ['zlib']],
    ['node', ['engine']],
    ['wallet', ['engine']],
  ]);
  const commits = { wallet: 'a', zlib: 'b', engine: 'c', node: 'd' };
  const pinned = Object.entries(commits).map(([alias, digit]) => pin(alias, { commit: digit.repeat(40) }));
  const needsOf = (alias: string, known = pinned) =>
    placeholderValues(diamond, 'any', releaseOf(diamond), repository(alias), known, 'v1.4.0').needs;
  expect(JSON.parse(needsOf('node'))).toEqual([
    { repository: 'acme/engine', commit: 'c'.repeat(40) },
    { repository: 'acme/zlib', commit: 'b'.repeat(40) },
  ]);
  expect(needsOf('zlib')).toBe('[]');
  const withoutZlib = pinned.filter(({ alias }) => alias !== 'zlib');
  expect(JSON.parse(needsOf('node', withoutZlib))).toEqual([{ repository: 'acme/engine', commit: 'c'.repeat(40) }]);
});

test('components of one repository need nothing of it, and others need it once', () => {
  const parts = chainOf([
    ['lib', []],
    ['tool', ['lib']],
    ['app', ['tool']],
  ]);
  const inOne = withRepository(withRepository(parts, 'lib', { name: 'parts' }), 'tool', { name: 'parts' });
  const pinned = ['lib', 'tool', 'app'].map((alias) => pin(alias, { commit: 'a'.repeat(40) }));
  const valuesOf = (alias: string) =>
    placeholderValues(inOne, 'any', releaseOf(inOne), repositoryOf(inOne, alias) ?? node, pinned, 'v1.4.0');
  expect(valuesOf('tool').needs).toBe('[]');
  expect(valuesOf('app').needs).toBe(JSON.stringify([{ repository: 'acme/parts', commit: 'a'.repeat(40) }]));
});

test('a push is the source of a cascade, and its branch the ref of the source', () => {
  const branch = 'feature';
  const trigger = {
    type: 'push',
    repository: 'engine',
    branch,
    commit: 'e'.repeat(40),
    delivery: 'd1',
    by: ALICE,
  } as const;
  const request = cascadeOf(chain, ['engine'], { trigger });
  expect(placeholderValues(chain, 'any', request, node, pins, null)).toMatchObject({
    version: 'main',
    kind: 'cascade',
    source: 'engine',
    source_ref: 'feature',
    source_sha: 'e'.repeat(40),
  });
});

test('the source of a cascade by hand is the first repository that changed, as it was pinned', () => {
  expect(placeholderValues(chain, 'any', cascadeOf(chain, ['engine', 'node']), node, pins, null)).toMatchObject({
    source: 'engine',
    source_ref: 'develop',
    source_sha: 'e'.repeat(40),
  });
});

test('a nightly is known by the name that pinning gave it', () => {
  const version = 'nightly-20261121-3f2a91c';
  expect(placeholderValues(chain, 'any', nightlyOf(chain), node, pins, version)).toMatchObject({ version, source: '' });
});

test('a release by hand has no source', () => {
  expect(placeholderValues(chain, 'any', releaseOf(chain), node, pins, 'v1.4.0')).toMatchObject({
    source: '',
    source_ref: '',
    source_sha: '',
  });
});

test('inputs are filled with the values of the build and the choices of the train', () => {
  const templates = { ref: 'refs/{ref}', platforms: '{platform}', fixed: 'true' };
  expect(fillInputs(templates, { ref: 'main' }, { platform: ['linux', 'windows'] })).toEqual({
    ref: 'refs/main',
    platforms: 'linux,windows',
    fixed: 'true',
  });
});
