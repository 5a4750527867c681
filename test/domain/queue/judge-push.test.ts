import { expect, test } from 'vitest';
import { judgePushJobs, judgeRuns, runsOfPush } from '../../../src/domain/queue/judge-push.ts';
import { COMMIT, job, listedRun } from '../../support/actions-runs.ts';
import { pushCheck } from './support.ts';

const check = pushCheck({ workflows: ['ci.yml', 'lint.yml'] });
const green = { event: 'push', status: 'completed', conclusion: 'success' } as const;
const ci = listedRun({ ...green, id: 1, workflow: 'ci.yml' });
const lint = listedRun({ ...green, id: 2, workflow: 'lint.yml' });

const judged = (...runs: readonly ReturnType<typeof listedRun>[]) => judgeRuns(check, runsOfPush(check, COMMIT, runs));

test('a push is green when the last run of every named file succeeded', () => {
  expect(judged(ci, lint)).toBe('succeeded');
  expect(judged({ ...ci, conclusion: 'failure' }, lint, { ...ci, id: 3 })).toBe('succeeded');
});

test('a push waits for runs that are not there yet, or not completed', () => {
  expect(judged(ci)).toEqual({
    type: 'pending',
    missing: true,
    why: 'waits for an actions run of lint.yml, which the push should start',
  });
  expect(judged(ci, { ...lint, status: 'in_progress', conclusion: null })).toMatchObject({ type: 'pending' });
});

test.each(['failure', 'cancelled', 'neutral', 'skipped', 'a word of tomorrow'])(
  'a run that concludes "%s" makes the push red, whatever else goes on',
  (conclusion) => {
    expect(judged({ ...ci, conclusion })).toMatchObject({ type: 'red' });
  },
);

test.each([
  ['another event', { event: 'pull_request' }],
  ['another commit', { headCommit: 'b'.repeat(40) }],
  ['another branch', { headBranch: 'feature' }],
  ['a fork', { fromFork: true }],
])('a run of %s counts for nothing', (_, other) => {
  expect(judged(lint, { ...ci, ...other })).toMatchObject({ type: 'pending' });
});

test('each required job must have succeeded in one of the runs', () => {
  const required = pushCheck({ jobs: ['test', 'lint'] });
  expect(judgePushJobs(required, [job('test'), job('lint')])).toBeNull();
  expect(judgePushJobs(required, [job('test', 'skipped'), job('lint')])).toMatchObject({ type: 'red' });
});
