import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expectations, judge } from '../../src/domain/judge.ts';
import { explain } from '../../src/domain/reason.ts';
import { artifact, COMMIT, job, runRef, runReport } from '../support/actions-runs.ts';

const run = runRef();

const expected: Expectations = {
  mode: 'build',
  commit: COMMIT,
  headMustMatch: true,
  proof: null,
  requiredJobs: [],
  artifacts: [],
};

describe('an actions run that is not completed is unfinished, and says what it waits for', () => {
  test.each([
    ['queued', 'run-queued', 'runner'],
    ['requested', 'run-queued', 'runner'],
    ['pending', 'run-queued', 'runner'],
    ['in_progress', 'run-in-progress', 'jobs'],
    ['waiting', 'run-waiting', 'person'],
    ['action_required', 'run-waiting', 'person'],
    ['something_new', 'run-waiting', 'person'],
  ])('%s reads as %s, and waits for: %s', (status, code, phase) => {
    const verdict = judge(runReport({ status, conclusion: null }), expected);
    expect(verdict).toMatchObject({ type: 'unfinished', phase, reason: { code, run } });
  });
});

test('an actions run that waits for an approval names the environments', () => {
  const report = runReport({ status: 'waiting', conclusion: null, environments: ['production'] });
  expect(judge(report, expected).reason).toEqual({
    code: 'run-waiting',
    run,
    status: 'waiting',
    environments: ['production'],
  });
});

test('an actions run that is completed in name only, because somebody must act on it, is not judged yet', () => {
  expect(judge(runReport({ conclusion: 'action_required' }), expected)).toEqual({
    type: 'unfinished',
    phase: 'person',
    reason: { code: 'run-waiting', run, status: 'action_required', environments: [] },
  });
});

describe('a conclusion that a retry policy can name is a failure with that outcome', () => {
  test.each(['failure', 'timed_out', 'startup_failure', 'stale'])('%s', (conclusion) => {
    expect(judge(runReport({ conclusion }), expected)).toEqual({
      type: 'failure',
      outcome: conclusion,
      reason: { code: 'run-failed', run, outcome: conclusion, jobs: [] },
    });
  });
});

test.each([
  ['before any job began', [], false],
  ['before a runner took a job', [job('build', 'cancelled', { hadRunner: false })], false],
  ['after a runner took one', [job('build', 'cancelled'), job('test', 'cancelled', { hadRunner: false })], true],
])('a run that was cancelled %s says so: concurrency rules cancel only what has not begun', (_, jobs, began) => {
  expect(judge(runReport({ conclusion: 'cancelled', jobs }), expected)).toEqual({
    type: 'failure',
    outcome: 'cancelled',
    reason: { code: 'run-cancelled', run, began },
  });
});

describe('any other conclusion but success is a failure that no retry helps', () => {
  test.each(['neutral', 'skipped', 'something_new', 'toString', ''])('%s', (conclusion) => {
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
    fc.property(word, fc.option(word), fc.option(word), (status, conclusion, ofJob) => {
      const jobs = [job('build', ofJob)];
      const verdict = judge(runReport({ status, conclusion, jobs }), { ...expected, requiredJobs: ['build'] });
      const isGreen = status === 'completed' && conclusion === 'success' && ofJob === 'success';
      expect(verdict.type === 'success').toBe(isGreen);
      expect(explain(verdict.reason)).not.toBe('');
    }),
  );
});

test('the jobs that failed are named', () => {
  const jobs = [job('lint'), job('test', 'failure'), job('package', 'skipped')];
  expect(judge(runReport({ conclusion: 'failure', jobs }), expected).reason).toMatchObject({ jobs: ['test'] });
});

describe('an actions run at another commit than the pinned one', () => {
  const headCommit = 'b'.repeat(40);

  test.each(['queued', 'in_progress', 'completed'])('is a failure as soon as it is seen, also when %s', (status) => {
    expect(judge(runReport({ status, headCommit }), expected)).toEqual({
      type: 'failure',
      outcome: 'branch_moved',
      reason: { code: 'branch-moved', run, pinned: COMMIT, built: headCommit },
    });
  });

  test('is a success where another repository builds this one', () => {
    expect(judge(runReport({ headCommit }), { ...expected, headMustMatch: false }).type).toBe('success');
  });

  test('is a success where an artifact proves which commit was built', () => {
    const proven = { ...expected, headMustMatch: false, proof: `built-${COMMIT}` };
    const proof = artifact(`built-${COMMIT}`);
    expect(judge(runReport({ headCommit, artifacts: [proof] }), proven)).toMatchObject({
      type: 'success',
      artifacts: [],
    });
    for (const artifacts of [[], [artifact('built-another')], [{ ...proof, size: 0 }], [{ ...proof, expired: true }]]) {
      expect(judge(runReport({ headCommit, artifacts }), proven)).toEqual({
        type: 'failure',
        outcome: 'artifacts_missing',
        reason: { code: 'commit-not-proven', run, artifact: `built-${COMMIT}` },
      });
    }
  });
});

test('a verification that succeeds says so', () => {
  expect(judge(runReport(), { ...expected, mode: 'verify' }).reason).toEqual({ code: 'verified', run });
});

test('a required job that calls a reusable actions workflow stands for all the jobs in it', () => {
  const ofCall = { ...expected, requiredJobs: ['build'] };
  const verdict = (...jobs: readonly ReturnType<typeof job>[]) => judge(runReport({ jobs }), ofCall).type;
  expect(verdict(job('build / plan'), job('build / linux'))).toBe('success');
  expect(verdict(job('build / plan'), job('build / linux', 'skipped'))).toBe('failure');
  expect(verdict(job('builder / linux'))).toBe('failure');
});
