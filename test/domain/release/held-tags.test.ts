import { expect, test } from 'vitest';
import { heldTag } from '../../../src/domain/ids.ts';
import { heldPlaces, isHeldTag } from '../../../src/domain/release/held-tags.ts';
import { chain, documents, publishStep, recipe, releaseTarget, repository } from '../../support/chains.ts';

const places = heldPlaces(
  chain(
    [
      documents('spec'),
      repository('engine'),
      repository('plugin', { build: recipe({ runsIn: { owner: 'Acme', name: 'Engine' } }) }),
      repository('app'),
    ],
    { release: releaseTarget({ steps: [publishStep('app')] }) },
  ),
);

test('tags are held where builds and publish steps are dispatched', () => {
  expect(places).toEqual([
    { owner: 'acme', name: 'engine', aliases: ['engine', 'plugin'] },
    { owner: 'acme', name: 'app', aliases: ['app', 'publish-app'] },
  ]);
});

test('a held tag is known by the alias of a build that is dispatched there', () => {
  const [engine = { owner: '', name: '', aliases: [] }] = places;
  expect(isHeldTag(heldTag('plugin', '0a1b2c3d'), engine)).toBe(true);
  for (const foreign of ['cascade/app-0a1b2c3d', 'cascade/engine-1.0', 'cascade/versions-v1.4.0', 'v1.4.0']) {
    expect(isHeldTag(foreign, engine), foreign).toBe(false);
  }
});
