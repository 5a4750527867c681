import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActionsRun } from '../../src/domain/actions-run.ts';
import { findMarker, formatMarker } from '../../src/domain/marker.ts';
import { matchingRuns, mismatch, runsOfOtherWorkflows, unmarkedCandidates } from '../../src/domain/run-matching.ts';
import { listedRun } from '../support/actions-runs.ts';
import { IDENTITY, MARKED } from '../support/run-identities.ts';

/** Runs that agree with ours in much, so that most differ in one thing or two. */
const lists: fc.Arbitrary<readonly ActionsRun[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 12 }),
      title: fc.constantFrom(MARKED, MARKED, MARKED.replace('#1', '#2'), 'Build'),
      fromFork: fc.constantFrom(false, false, false, true),
      event: fc.constantFrom('workflow_dispatch', 'workflow_dispatch', 'pull_request'),
      workflow: fc.constantFrom('build.yml', 'build.yml', 'docs.yml'),
      headBranch: fc.constantFrom('main', 'main', 'topic'),
      actor: fc.constantFrom('cascade-bot', 'Cascade-Bot', 'mallory'),
      createdAt: fc.nat(5),
    }),
    { maxLength: 10, selector: ({ id }) => id },
  )
  .map((list) => list.map((differences) => listedRun(differences)));

const turns = fc.record({ since: fc.nat(5), taken: fc.subarray([1, 2, 3, 4, 5, 6]) });

const always = (check: (runs: readonly ActionsRun[]) => void) => {
  fc.assert(fc.property(lists, check), { numRuns: 500 });
};

/** What is said of a list, whichever way the run is told from others. */
const READINGS = [
  (runs: readonly ActionsRun[]) => matchingRuns(runs, IDENTITY),
  (runs: readonly ActionsRun[]) => runsOfOtherWorkflows(runs, IDENTITY),
  (runs: readonly ActionsRun[]) => unmarkedCandidates(runs, IDENTITY, { since: 1, taken: [3] }),
] as const;

test('the order of the list changes nothing, and the earliest is always first', () => {
  fc.assert(
    fc.property(
      lists.chain((runs) =>
        fc.tuple(fc.constant(runs), fc.shuffledSubarray([...runs], { minLength: runs.length, maxLength: runs.length })),
      ),
      ([runs, shuffled]) => {
        for (const reading of READINGS) {
          const found = reading(runs);
          expect(reading(shuffled)).toEqual(found);
          found.slice(1).forEach((run, at) => {
            expect(run.createdAt).toBeGreaterThanOrEqual(found[at]?.createdAt ?? NaN);
          });
        }
      },
    ),
  );
});

test('a run is taken for ours or not whatever else is in the list', () => {
  always((runs) => {
    for (const reading of READINGS) {
      const alone = runs.filter((run) => reading([run]).length > 0);
      expect(new Set(reading(runs))).toEqual(new Set(alone));
    }
  });
});

test('every run is ours or has the reason in words why it is not', () => {
  always((runs) => {
    const ours = matchingRuns(runs, IDENTITY);
    for (const run of runs) expect(mismatch(run, IDENTITY) === null).toBe(ours.includes(run));
    for (const run of runs) expect(mismatch(run, IDENTITY)).not.toBe('');
  });
});

test('no run is ours that comes from a fork, or that another account, event, branch or actions workflow made', () => {
  always((runs) => {
    for (const run of matchingRuns(runs, IDENTITY)) {
      const { fromFork, event, workflow, headBranch } = run;
      expect({ fromFork, event, workflow, headBranch, actor: run.actor.toLowerCase() }).toEqual({
        fromFork: false,
        event: 'workflow_dispatch',
        workflow: 'build.yml',
        headBranch: 'main',
        actor: 'cascade-bot',
      });
      expect(run.title).toContain(formatMarker(IDENTITY.marker));
    }
  });
});

test('no run is read in two ways: as the build, as beside it, and as one without a marker', () => {
  always((runs) => {
    const ids = READINGS.flatMap((reading) => reading(runs).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('without a marker no run is a candidate that is taken, that is too old, or that shows any marker', () => {
  fc.assert(
    fc.property(lists, turns, (runs, turn) => {
      for (const run of unmarkedCandidates(runs, IDENTITY, turn)) {
        expect(turn.taken).not.toContain(run.id);
        expect(run.createdAt).toBeGreaterThanOrEqual(turn.since);
        expect(findMarker(run.title)).toBeNull();
      }
    }),
  );
});
