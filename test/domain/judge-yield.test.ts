import { describe, expect, test } from 'vitest';
import { type Expectations, judge, type Verdict } from '../../src/domain/judge.ts';
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

test('a green actions run with all jobs and artifacts is a success, and yields these and what else it left', () => {
  const logs = artifact('logs', { id: 3 });
  const artifacts = [tar, logs, zip];
  const { artifacts: yielded, ...verdict } = successOf(judge(runReport({ jobs, artifacts }), expected));
  expect(verdict).toEqual({ type: 'success', reason: { code: 'built', run, artifacts: 2 } });
  expect(new Set(yielded)).toEqual(new Set(artifacts));
});

test('what only proves the commit is not yielded, unless it was expected, too', () => {
  const proof = artifact('built-3f2a91c', { id: 4 });
  const proven = { ...expected, proof: proof.name };
  const report = runReport({ jobs, artifacts: [tar, proof, zip] });
  expect(successOf(judge(report, proven)).artifacts).not.toContainEqual(proof);
  const wanted = { ...proven, artifacts: [...expected.artifacts, 'built-*'] };
  expect(successOf(judge(report, wanted)).artifacts).toContainEqual(proof);
});

test('a pattern is content with any artifact that matches, and all of them are yielded', () => {
  const names = ['engine-linux', 'engine-windows'].map((name, id) => artifact(name, { id }));
  const pattern = { ...expected, artifacts: ['engine-*'] };
  expect(successOf(judge(runReport({ jobs, artifacts: names }), pattern))).toMatchObject({ reason: { artifacts: 2 } });
  expect(judge(runReport({ jobs, artifacts: [tar] }), pattern)).toMatchObject({
    type: 'failure',
    reason: { names: ['engine-*'] },
  });
});

function successOf(verdict: Verdict): Extract<Verdict, { type: 'success' }> {
  if (verdict.type !== 'success') throw new Error(`There should be a success, and not ${JSON.stringify(verdict)}`);
  return verdict;
}

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
