import { expect, test } from 'vitest';
import { emptyFiles, settleChecks } from '../../../src/domain/release/check-files.ts';
import { releaseFile } from './support/release-files.ts';

test('what is found stops the release, is told with it, or is dropped, as each policy says', () => {
  const settled = settleChecks([
    { policy: 'fail', problems: ['a differs', 'b differs'] },
    { policy: 'warn', problems: ['c is new'] },
    { policy: 'off', problems: ['d differs'] },
    { policy: 'fail', problems: ['e is missing'] },
  ]);
  expect(settled).toEqual({ fatal: ['a differs', 'b differs', 'e is missing'], warnings: ['c is new'] });
});

test('where nothing is found, nothing stops the release', () => {
  expect(settleChecks([{ policy: 'fail', problems: [] }])).toEqual({ fatal: [], warnings: [] });
});

test('every empty file is named', () => {
  const files = [releaseFile('a.zip', { size: 0 }), releaseFile('b.zip'), releaseFile('c.zip', { size: 0 })];
  expect(emptyFiles(files)).toEqual([
    'a.zip is empty (0 bytes); look into the actions run that made it',
    'c.zip is empty (0 bytes); look into the actions run that made it',
  ]);
});
