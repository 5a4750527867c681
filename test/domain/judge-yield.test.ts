import { describe, expect, test } from 'vitest';
import { type Expectations, judge } from '../../src/domain/judge.ts';
import { artifact, COMMIT, runRef, runReport } from '../support/actions-runs.ts';

const run = runRef();

const expected: Expectations = {
  mode: 'build',
  commit: COMMIT,
  headMustMatch: true,
  requiredJobs: ['build', 'package'],
  artifacts: ['engine.tar.gz', 'engine.zip'],
};

const jobs = expected.requiredJobs.map((name) => ({ name, conclusion: 'success' }));
const tar = artifact('engine.tar.gz', { id: 1 });
const zip = artifact('engine.zip', { id: 2 });

test('a green actions run with all jobs and artifacts is a success, and yields what was expected', () => {
  const artifacts = [tar, artifact('logs', { id: 3 }), zip];
  expect(judge(runReport({ jobs, artifacts }), expected)).toEqual({
    type: 'success',
    reason: { code: 'built', run, artifacts: 2 },
    artifacts: [tar, zip],
  });
});

describe('a green actions run is a failure where a required job', () => {
  test.each([
    ['is not there', []],
    ['was skipped', [{ name: 'package', conclusion: 'skipped' }]],
    ['failed, but was allowed to', [{ name: 'package', conclusion: 'failure' }]],
    ['has no conclusion', [{ name: 'package', conclusion: null }]],
    [
      'succeeded for one part of a matrix and failed for another',
      [
        { name: 'package', conclusion: 'success' },
        { name: 'package', conclusion: 'failure' },
      ],
    ],
  ])('%s', (_, others) => {
    const report = runReport({ jobs: [{ name: 'build', conclusion: 'success' }, ...others], artifacts: [tar, zip] });
    expect(judge(report, expected)).toEqual({
      type: 'failure',
      outcome: null,
      reason: { code: 'jobs-not-successful', run, jobs: ['package'] },
    });
  });
});

describe('a green actions run is a failure where an expected artifact', () => {
  test.each([
    ['is missing', []],
    ['is expired', [{ ...zip, expired: true }]],
    ['is empty', [{ ...zip, size: 0 }]],
    ['differs in the case of its name', [{ ...zip, name: 'Engine.zip' }]],
    ['was replaced in a re-run by an empty one', [{ ...zip, id: 9, size: 0 }, zip]],
  ])('%s', (_, others) => {
    expect(judge(runReport({ jobs, artifacts: [tar, ...others] }), expected)).toEqual({
      type: 'failure',
      outcome: null,
      reason: { code: 'artifacts-missing', run, names: ['engine.zip'] },
    });
  });
});

test('of artifacts that a re-run uploaded again, the newest count', () => {
  const newer = { ...tar, id: 3 };
  expect(judge(runReport({ jobs, artifacts: [newer, zip, tar] }), expected)).toMatchObject({
    type: 'success',
    reason: { artifacts: 2 },
    artifacts: expect.arrayContaining([newer, zip]) as unknown,
  });
});
