import { expect, test } from 'vitest';
import { checkedPlaces, wantedAccess } from '../../src/domain/checked-place.ts';
import { chain, documents, recipe, releaseTarget, repository } from '../support/chains.ts';

test('every repository is named once, with all that the chains want of it', () => {
  const one = chain(
    [
      documents('spec'),
      repository('engine'),
      repository('plugin', { build: recipe({ runsIn: { owner: 'acme', name: 'builder' } }) }),
      repository('engine-tests', { name: 'Engine' }),
    ],
    { release: releaseTarget({ name: 'releases' }) },
  );
  const other = chain([repository('engine')], { release: null });
  const places = checkedPlaces([one, other]);
  expect(places.map((place) => [place.name, wantedAccess(place), place.builds.map(({ alias }) => alias)])).toEqual([
    ['spec', 'read', []],
    ['engine', 'dispatch', ['engine', 'engine-tests', 'engine']],
    ['plugin', 'read', []],
    ['builder', 'dispatch', ['plugin']],
    ['releases', 'publish', []],
  ]);
});
