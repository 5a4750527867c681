import { expect, test } from 'vitest';
import { fillInputs, placeholderValues } from '../../src/domain/build-inputs.ts';
import { chainOf, repository } from '../support/chains.ts';
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
  });
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
