import { describe, expect, test } from 'vitest';
import type { ActionsRun } from '../../src/domain/actions-run.ts';
import { matchingRuns, mismatch, runsOfOtherWorkflows, unmarkedCandidates } from '../../src/domain/run-matching.ts';
import { listedRun } from '../support/actions-runs.ts';
import { IDENTITY as identity, MARKED } from '../support/run-identities.ts';

const ours = listedRun({ title: MARKED });

/** In what a run can differ from ours although it agrees in all else; and how that is told. */
const DIFFERENCES: readonly (readonly [string, Partial<ActionsRun>, string])[] = [
  ['comes from a fork', { fromFork: true }, 'its commit comes from a fork'],
  ['was started by somebody else', { actor: 'mallory' }, '@mallory started it, not @cascade-bot'],
  ['belongs to another actions workflow', { workflow: 'ci.yml' }, 'it runs ci.yml, not build.yml'],
  ['was started by a push', { event: 'push' }, 'push started it, not workflow_dispatch'],
  ['was started by the other sort of dispatch', { event: 'repository_dispatch' }, 'repository_dispatch started it'],
  ['is on another branch', { headBranch: 'topic' }, 'it runs on topic, not on main'],
];

test('the actions run that agrees in everything is found among others', () => {
  expect(matchingRuns([listedRun({ id: 1 }), ours, listedRun({ id: 9, title: '' })], identity)).toEqual([ours]);
  expect(mismatch(ours, identity)).toBeNull();
});

describe('an actions run that shows our marker, which can be stolen, is not ours where it', () => {
  test.each(DIFFERENCES)('%s', (_, differences, why) => {
    const run = { ...ours, ...differences };
    expect(matchingRuns([run], identity)).toEqual([]);
    expect(mismatch(run, identity)).toContain(why);
  });
});

test.each([
  ['is of another attempt', MARKED.replace('#1', '#2')],
  ['is of another repository', MARKED.replace('/engine#', '/node#')],
  ['is of another train', MARKED.replace('v1.4.0', 'v1.4.1')],
  ['is of an earlier execution of the train', MARKED.replace('0a1b2c3d', '0a1b2c3e')],
  ['has no marker', 'Build'],
])('an actions run that %s is not ours', (_, title) => {
  expect(matchingRuns([{ ...ours, title }], identity)).toEqual([]);
  expect(mismatch({ ...ours, title }, identity)).toBe(
    `its title "${title}" does not show cascade:acme/release/v1.4.0/engine#1.0a1b2c3d`,
  );
});

test('logins are the same in upper and lower case', () => {
  const run = { ...ours, actor: 'Cascade-Bot' };
  expect(matchingRuns([run], identity)).toEqual([run]);
});

test('where the dispatch leaves the branch to GitHub, any is right', () => {
  const run = { ...ours, event: 'repository_dispatch', headBranch: 'trunk' };
  expect(matchingRuns([run], { ...identity, event: 'repository_dispatch', branch: null })).toEqual([run]);
});

test('an actions run at another commit is still ours: that the branch moved is judged apart', () => {
  const run = { ...ours, headCommit: 'b'.repeat(40) };
  expect(matchingRuns([run], identity)).toEqual([run]);
});

const THREE: readonly Partial<ActionsRun>[] = [
  { id: 30, createdAt: 2_000 },
  { id: 20, createdAt: 1_000 },
  { id: 10, createdAt: 2_000 },
];

test('of several the earliest comes first, and of the same second the one with the smaller id', () => {
  const runs = THREE.map((differences) => ({ ...ours, ...differences }));
  expect(matchingRuns(runs, identity).map(({ id }) => id)).toEqual([20, 10, 30]);
});

describe('other actions workflows that the same dispatch started', () => {
  test('are those with the same marker, the earliest first, and not the build itself', () => {
    const others = THREE.map((differences) => ({ ...ours, workflow: 'docs.yml', ...differences }));
    expect(runsOfOtherWorkflows([ours, ...others], identity).map(({ id }) => id)).toEqual([20, 10, 30]);
  });

  test.each(DIFFERENCES.filter(([what]) => !what.includes('workflow')))('are none where a run %s', (_, differences) => {
    expect(runsOfOtherWorkflows([{ ...ours, workflow: 'docs.yml', ...differences }], identity)).toEqual([]);
  });
});

describe('where no marker is shown', () => {
  const turn = { since: 1_000, taken: [3, 4] };
  const unmarked = listedRun({ title: 'Build', createdAt: 1_000 });

  test('the runs that agree in all else could be the one, the earliest first', () => {
    const runs = THREE.map((differences) => ({ ...unmarked, ...differences }));
    expect(unmarkedCandidates(runs, identity, turn).map(({ id }) => id)).toEqual([20, 10, 30]);
  });

  const MORE: typeof DIFFERENCES = [
    ['is older than the dispatch', { createdAt: 999 }, ''],
    ['was there before, or is that of another build', { id: 3 }, ''],
    ['shows the marker of somebody else', { title: MARKED.replace('/engine#', '/node#') }, ''],
  ];

  test.each([...DIFFERENCES, ...MORE])('a run is no candidate that %s', (_, differences) => {
    expect(unmarkedCandidates([unmarked], identity, turn)).toEqual([unmarked]);
    expect(unmarkedCandidates([{ ...unmarked, ...differences }], identity, turn)).toEqual([]);
  });
});
