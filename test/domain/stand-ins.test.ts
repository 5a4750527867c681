import { expect, test } from 'vitest';
import { publishOrder } from '../../src/domain/release/order-publishing.ts';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import { withStandIns } from '../../src/domain/stand-ins.ts';
import { artifact, COMMIT, runRef } from '../support/actions-runs.ts';
import { chain, releaseTarget, repository } from '../support/chains.ts';
import { itinerary } from '../support/itineraries.ts';
import { releaseOf } from '../support/requests.ts';
import { OUTCOMES, settled, trainAfter } from '../support/trains.ts';

const OLD = '1'.repeat(40);
const acme = chain([repository('engine'), repository('app', { needs: ['engine'] })], {
  release: releaseTarget({ tags: { repositories: 'members', elsewhere: 'stop' } }),
});
const release = itinerary(acme, releaseOf(acme));
const earlier = { ...OUTCOMES.skipped, commit: OLD, run: runRef(), artifacts: [artifact('engine-v1.3.0.tar.gz')] };
const skipped = (alias: string): TrainEvent => ({ type: 'build-settled', at: 2, alias, outcome: earlier });
const train = trainAfter(acme, [skipped('engine'), settled('app')]);

test('the release has the files of an earlier build under the names of its own version', () => {
  const { outputs } = publishOrder(release, train);
  expect(outputs.map(({ alias, tag, expected }) => [alias, tag, expected.map(({ name }) => name)])).toEqual([
    ['engine', 'v1.3.0', ['engine-v1.3.0.tar.gz']],
    ['app', 'v1.4.0', ['app-v1.4.0.tar.gz']],
  ]);
  expect(outputs[0]).toMatchObject({ run: earlier.run, artifacts: earlier.artifacts });
});

test('the release tells, and tags, the commit that was built, and of which run it is', () => {
  const { members, commit } = publishOrder(release, train);
  expect(members.map(({ alias, commit: built, tag }) => [alias, built, tag])).toEqual([
    ['engine', OLD, 'v1.4.0'],
    ['app', COMMIT, 'v1.4.0'],
  ]);
  expect(members[0]?.run).toEqual(earlier.run);
  expect(commit).toBe(release.target?.commit);
});

test('the tag of the release goes to what was built of the repository that it is published in', () => {
  expect(publishOrder(release, trainAfter(acme, [settled('engine'), skipped('app')])).commit).toBe(OLD);
});

test('where nothing stands in, what the train settled on stays as it is', () => {
  expect(withStandIns(release, trainAfter(acme, [settled('engine'), settled('app')]))).toEqual(release);
});
