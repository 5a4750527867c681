import { expect, test } from 'vitest';
import { publishingLine } from '../../src/domain/publishing-line.ts';
import type { PublishedRelease } from '../../src/domain/train-state.ts';
import { viewTrain } from '../../src/domain/train-view.ts';
import { chain, repository } from '../support/chains.ts';
import { PUBLISHED, settled, TITLE, trainAfter } from '../support/trains.ts';

/** What a train says of its release; signed and without warnings unless the test says otherwise. */
function said(differences: Partial<PublishedRelease>): readonly string[] {
  const release = { ...PUBLISHED, signedBy: 'A'.repeat(40), ...differences };
  const published = { type: 'publishing', at: 4, state: { status: 'published', at: 4, release } } as const;
  return publishingLine(viewTrain(TITLE, trainAfter(chain([repository('engine')]), [settled('engine'), published])));
}

test('a signed release without warnings says where it is, and no more', () => {
  expect(said({})).toEqual([`published: ${PUBLISHED.url}`]);
});

test('a draft says that nothing is published', () => {
  expect(said({ draft: true })).toEqual([`draft made (nothing is published): ${PUBLISHED.url}`]);
});

test('an unsigned release and every warning are told loudly, and where the file of versions is proposed', () => {
  expect(
    said({ signedBy: null, warnings: ['engine differs'], versionsProposed: 'https://github.test/pull/3' }),
  ).toEqual([
    `published: ${PUBLISHED.url}`,
    'UNSIGNED: the worker has no signing key, so nobody can tell who made the release',
    'WARNING: engine differs',
    'the file of versions is brought up to date by https://github.test/pull/3',
  ]);
});
