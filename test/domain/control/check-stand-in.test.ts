import { expect, test } from 'vitest';
import { checkStandIn } from '../../../src/domain/control/check-stand-in.ts';
import { artifact } from '../../support/actions-runs.ts';
import { chain, documents, repository } from '../../support/chains.ts';
import { itinerary } from '../../support/itineraries.ts';
import { cascadeOf, releaseOf } from '../../support/requests.ts';
import { OUTCOMES } from '../../support/trains.ts';

const acme = chain([
  documents('spec'),
  repository('engine', {
    needs: ['spec'],
    images: [{ name: 'ghcr.io/acme/engine', tag: '{version_number}', digest: 'image-digest' }],
  }),
]);
const release = itinerary(acme, releaseOf(acme));
const left = (...names: readonly string[]) => ({
  ...OUTCOMES.skipped,
  chain: 'acme',
  artifacts: names.map((name) => artifact(name)),
});

test('an earlier build that left all that the release needs, by the names of its own version, can stand in', () => {
  expect(checkStandIn(release, 'engine', left('engine-v1.3.0.tar.gz', 'image-digest'))).toEqual([]);
});

test('one that left less can not', () => {
  expect(checkStandIn(release, 'engine', left('engine-v1.4.0.tar.gz'))).toEqual([
    "the release needs engine-v1.3.0.tar.gz, image-digest of engine, which that build didn't leave",
  ]);
});

test('where nothing is published, nobody looks at what it left', () => {
  expect(checkStandIn(itinerary(acme, cascadeOf(acme, ['engine'])), 'engine', left())).toEqual([]);
});

test('a build of another chain can not stand in, whatever its repository is called', () => {
  const foreign = { ...left('engine-v1.3.0.tar.gz', 'image-digest'), chain: 'other' };
  expect(checkStandIn(release, 'engine', foreign)).toEqual(['that train is of the chain other, and this one of acme']);
});
