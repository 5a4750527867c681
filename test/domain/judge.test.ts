import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expectations, judge } from '../../src/domain/judge.ts';
import { COMMIT, runRef, runReport } from '../support/actions-runs.ts';

const run = runRef();

const expected: Expectations = {
  mode: 'build',
  commit: COMMIT,
  headMustMatch: true,
  requiredJobs: [],
  artifacts: [],
};

describe('an actions run that is not completed is unfinished', () => {
  test.each([
    ['queued', 'run-queued', false],
    ['requested', 'run-queued', false],
    ['pending', 'run-queued', false],
    ['in_progress', 'run-in-progress', true],
    ['waiting', 'run-waiting', true],
    ['action_required', 'run-waiting', true],
  ])('%s reads as %s', (status, code, started) => {
    const verdict = judge(runReport({ status, conclusion: null }), expected);
    expect(verdict).toMatchObject({ type: 'unfinished', started, reason: { code, run } });
  });
});

describe('a conclusion that a retry policy can name is a failure with that outcome', () => {
  test.each(['failure', 'cancelled', 'timed_out', 'startup_failure', 'stale'])('%s', (conclusion) => {
    expect(judge(runReport({ conclusion }), expected)).toEqual({
      type: 'failure',
      outcome: conclusion,
      reason: { code: 'run-failed', run, outcome: conclusion, jobs: [] },
    });
  });
});

describe('any other conclusion but success is a failure that no retry helps', () => {
  test.each(['action_required', 'neutral', 'skipped', 'something_new'])('%s', (conclusion) => {
    expect(judge(runReport({ conclusion }), expected)).toEqual({
      type: 'failure',
      outcome: null,
      reason: { code: 'run-not-successful', run, conclusion },
    });
  });
});

test('completed without a conclusion is a failure', () => {
  expect(judge(runReport({ conclusion: null }), expected)).toMatchObject({
    type: 'failure',
    outcome: null,
    reason: { conclusion: 'nothing' },
  });
});

test('only completed with success can be a success, and no word of GitHub makes it throw', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('completed', 'success', 'in_progress', 'toString', '__proto__'));
  fc.assert(
    fc.property(word, fc.option(word), (status, conclusion) => {
      const isGreen = status === 'completed' && conclusion === 'success';
      expect(judge(runReport({ status, conclusion }), expected).type === 'success').toBe(isGreen);
    }),
  );
});

test('the jobs that failed are named', () => {
  const jobs = [
    { name: 'lint', conclusion: 'success' },
    { name: 'test', conclusion: 'failure' },
    { name: 'package', conclusion: 'skipped' },
  ];
  expect(judge(runReport({ conclusion: 'failure', jobs }), expected).reason).toMatchObject({ jobs: ['test'] });
});

describe('an actions run at another commit than the pinned one', () => {
  const headCommit = 'b'.repeat(40);

  test.each(['queued', 'in_progress', 'completed'])('is a failure as soon as it is seen, also when %s', (status) => {
    expect(judge(runReport({ status, headCommit }), expected)).toEqual({
      type: 'failure',
      outcome: null,
      reason: { code: 'branch-moved', run, pinned: COMMIT, built: headCommit },
    });
  });

  test('is a success where another repository builds this one', () => {
    expect(judge(runReport({ headCommit }), { ...expected, headMustMatch: false }).type).toBe('success');
  });
});

test('a verification that succeeds says so', () => {
  expect(judge(runReport(), { ...expected, mode: 'verify' }).reason).toEqual({ code: 'verified', run });
});
