import { expect, test } from 'vitest';
import { placeOf, publicationOf, wantedTags } from '../../../src/domain/release/publish-order.ts';
import { COMMIT } from '../../support/actions-runs.ts';
import { releaseTarget } from '../../support/chains.ts';
import { member, releaseFile } from '../../support/publications.ts';
import { orderToPublish } from '../../support/publish-orders.ts';

const TAGGING = releaseTarget({ tags: { repositories: 'members', elsewhere: 'stop' } });

test('a release is named by its tag and its repository', () => {
  expect(placeOf(orderToPublish())).toBe('v1.4.0 in acme/app');
});

test('the documents tell of the order what every reader may know, and of the files all', () => {
  const found = {
    files: [releaseFile('engine')],
    images: [],
    checks: [],
    warnings: ['an artifact that nobody expected'],
  };
  const publication = publicationOf(orderToPublish({ members: [member('engine')] }), found);
  expect(publication).toEqual({
    chain: 'acme',
    train: 'acme/release/v1.4.0',
    kind: 'release',
    version: 'v1.4.0',
    repository: 'acme/app',
    tag: 'v1.4.0',
    commit: 'c'.repeat(40),
    startedAt: Date.UTC(2026, 10, 21, 9),
    startedBy: 'Alice',
    parameters: {},
    members: [member('engine')],
    ...found,
  });
});

test('where no repositories are tagged, the release makes its own tag as it is published', () => {
  expect(wantedTags(orderToPublish({ members: [member('engine')] }))).toEqual([]);
});

test('every member is tagged at its pinned commit, and the release where it is published', () => {
  const members = [member('engine'), member('checks', { tag: null })];
  expect(wantedTags(orderToPublish({ policy: TAGGING, members }))).toEqual([
    { owner: 'acme', name: 'engine', tag: 'v1.4.0', commit: COMMIT },
    { owner: 'acme', name: 'app', tag: 'v1.4.0', commit: 'c'.repeat(40) },
  ]);
});

test('a repository of several members, or where the release is published as well, is tagged once', () => {
  const members = [member('lib', { repository: 'acme/app' }), member('cli', { repository: 'acme/app' })];
  expect(wantedTags(orderToPublish({ policy: TAGGING, members }))).toEqual([
    { owner: 'acme', name: 'app', tag: 'v1.4.0', commit: 'c'.repeat(40) },
  ]);
});
