import { describe, expect, test } from 'vitest';
import { type Expectations, judge } from '../../src/domain/judge.ts';
import { artifact, COMMIT, job, runRef, runReport } from '../support/actions-runs.ts';

const run = runRef();

const expected: Expectations = {
  mode: 'build',
  commit: COMMIT,
  headMustMatch: true,
  proof: null,
  requiredJobs: ['build', 'package'],
  artifacts: ['engine.tar.gz', 'engine.zip'],
};

const jobs = expected.requiredJobs.map((name) => job(name));
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
    ['was skipped', [job('package', 'skipped')]],
    ['failed, but was allowed to', [job('package', 'failure')]],
    ['has no conclusion', [job('package', null)]],
    ['succeeded for one part of a matrix and failed for another', [job('package'), job('package', 'failure')]],
  ])('%s', (_, others) => {
    const report = runReport({ jobs: [job('build'), ...others], artifacts: [tar, zip] });
    expect(judge(report, expected)).toEqual({
      type: 'failure',
      outcome: 'jobs_not_successful',
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
      outcome: 'artifacts_missing',
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
