import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchRuns, type SearchTerms } from '../../src/domain/run-search.ts';
import { listedRun, runRef } from '../support/actions-runs.ts';
import { IDENTITY, MARKED } from '../support/run-identities.ts';

const ours = listedRun({ title: MARKED });
const byMarker: SearchTerms = { identity: IDENTITY, until: 10_000, turn: null };

describe('a run that shows its marker', () => {
  test('is found as soon as it is seen', () => {
    expect(searchRuns([listedRun({ id: 9 }), ours], byMarker, 0)).toEqual({
      type: 'found',
      run: runRef(),
      surplus: [],
      others: [],
    });
  });

  test('is called as its repository is called now', () => {
    const found = searchRuns([{ ...ours, repository: 'acme/motor' }], byMarker, 0);
    expect(found).toMatchObject({ type: 'found', run: { owner: 'acme', name: 'motor', id: 7 } });
  });

  test('is the earliest where GitHub made several, and the others are named from early to late', () => {
    const runs = [30, 10, 20].map((createdAt) => ({ ...ours, id: createdAt, createdAt }));
    expect(searchRuns(runs, byMarker, 0)).toMatchObject({
      run: { id: 10 },
      surplus: [
        { run: { id: 20 }, workflow: 'build.yml', because: 'surplus' },
        { run: { id: 30 }, workflow: 'build.yml', because: 'surplus' },
      ],
    });
  });

  test('is told with what else its dispatch started, which is not surplus', () => {
    const docs = { ...ours, id: 8, workflow: 'docs.yml', createdAt: 1 };
    expect(searchRuns([docs, ours], byMarker, 0)).toMatchObject({
      run: { id: 7 },
      surplus: [],
      others: [{ run: { id: 8 }, workflow: 'docs.yml', because: 'other-workflow' }],
    });
  });

  test('is not found where only another actions workflow was started', () => {
    expect(searchRuns([{ ...ours, workflow: 'docs.yml' }], byMarker, 10_000)).toEqual({ type: 'none' });
  });

  test('is not that of a fork, which took the marker', () => {
    expect(searchRuns([{ ...ours, fromFork: true }], byMarker, 10_000)).toEqual({ type: 'none' });
  });
});

test.each([
  [9_999, { type: 'not-yet', again: 9_999, why: 'The actions run is not to be seen yet' }],
  [10_000, { type: 'none' }],
  [10_001, { type: 'none' }],
])('nothing in a list that was asked for at %i counts only from the agreed time on', (asked, result) => {
  expect(searchRuns([], byMarker, asked)).toEqual(result);
});

describe('where no marker is shown', () => {
  const plain = listedRun({ title: 'Build', createdAt: 2_000 });
  const terms: SearchTerms = { ...byMarker, turn: { since: 1_000, taken: [3], sureFrom: 5_000 } };

  test.each([
    [4_999, { type: 'not-yet', again: 5_000, why: 'Actions run 7 could be the one' }],
    [5_000, { type: 'found', run: runRef(), surplus: [], others: [] }],
  ])('a single candidate, seen at %i, counts only once another one would show, too', (asked, result) => {
    expect(searchRuns([plain], terms, asked)).toEqual(result);
  });

  test('two candidates are never guessed at', () => {
    const second = { ...plain, id: 8, url: runRef({ id: 8 }).url };
    const several = { type: 'several', runs: [runRef(), runRef({ id: 8 })] };
    for (const asked of [0, 5_000, 10_000]) expect(searchRuns([second, plain], terms, asked)).toEqual(several);
  });

  test('a run that is taken leaves the other as the only one', () => {
    expect(searchRuns([{ ...plain, id: 3 }, plain], terms, 5_000)).toMatchObject({ type: 'found', run: { id: 7 } });
  });

  test.each([
    [9_999, 'not-yet'],
    [10_000, 'none'],
  ])('none at all, looked for at %i, is: %s', (asked, type) => {
    expect(searchRuns([], terms, asked).type).toBe(type);
  });
});

test('whatever the list shows, only a run of ours is found, and nothing is certain too early', () => {
  const runs = fc.array(
    fc.record({
      id: fc.integer({ min: 1, max: 9 }),
      title: fc.constantFrom(MARKED, MARKED.replace('#1', '#2'), 'Build'),
      fromFork: fc.boolean(),
      workflow: fc.constantFrom('build.yml', 'docs.yml'),
      actor: fc.constantFrom('cascade-bot', 'mallory'),
      createdAt: fc.nat(9_000),
    }),
    { maxLength: 6 },
  );
  const turns = fc.option(
    fc.record({ since: fc.nat(9_000), taken: fc.subarray([1, 2, 3, 4]), sureFrom: fc.nat(10_000) }),
  );
  fc.assert(
    fc.property(runs, turns, fc.nat(12_000), (list, turn, asked) => {
      const listed = list.map((differences) => listedRun(differences));
      const result = searchRuns(listed, { ...byMarker, turn }, asked);
      if (result.type === 'not-yet') expect(result.again).toBeGreaterThanOrEqual(asked);
      if (result.type === 'none') expect(asked).toBeGreaterThanOrEqual(10_000);
      if (result.type !== 'found') return;
      const candidates = listed.filter(({ id }) => id === result.run.id);
      expect(candidates).toContainEqual(
        expect.objectContaining({
          title: turn === null ? MARKED : 'Build',
          fromFork: false,
          workflow: 'build.yml',
          actor: 'cascade-bot',
        }),
      );
      if (turn === null) return;
      expect(turn.taken).not.toContain(result.run.id);
      expect(asked).toBeGreaterThanOrEqual(turn.sureFrom);
    }),
  );
});
