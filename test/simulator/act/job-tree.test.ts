import { describe, expect, test } from 'vitest';
import { identify, type JobTree, skippedJobs } from '../../../simulator/act/job-tree.ts';
import { parseLogLine } from '../../../simulator/act/log-line.ts';

const called: JobTree = {
  name: 'CI (Rust)',
  jobs: new Map([
    ['setup', { name: 'setup', called: undefined }],
    ['check', { name: '${{ matrix.check }}', called: undefined }],
    ['report', { name: 'report', called: undefined }],
  ]),
};

const tree: JobTree = {
  name: 'CI',
  jobs: new Map([
    ['ci', { name: 'checks', called }],
    ['docs', { name: 'docs', called: undefined }],
  ]),
};

describe('a job that act tells of has the name that GitHub would show', () => {
  test.each([
    [{ name: 'CI/docs', id: 'docs', matrix: {} }, 'docs', 'docs'],
    [{ name: 'CI/docs-2', id: 'docs', matrix: { os: 'linux', version: 3 } }, 'docs', 'docs (linux, 3)'],
    [{ name: 'checks/CI (Rust)/setup', id: 'setup', matrix: {} }, 'ci/setup', 'checks / setup'],
    [{ name: 'checks/CI (Rust)/clippy-2', id: 'check', matrix: { check: 'clippy' } }, 'ci/check', 'checks / clippy'],
  ])('%o', (job, key, name) => {
    expect(identify(job, tree)).toEqual({ key, name });
  });
});

test('a caller of which nothing began is skipped as one, of another the jobs that did not begin', () => {
  expect(skippedJobs(new Set(['docs']), tree)).toEqual(['checks']);
  expect(skippedJobs(new Set(['ci/setup', 'ci/check']), tree)).toEqual(['checks / report', 'docs']);
});

test('a line of the log tells of its job, how it ended, or is only text', () => {
  const line = { job: 'CI/docs   ', jobID: 'docs', matrix: null, msg: 'Job failed', jobResult: 'failure' };
  expect(parseLogLine(JSON.stringify(line))).toEqual({
    text: 'Job failed',
    job: { name: 'CI/docs', id: 'docs', matrix: {} },
    begins: false,
    fails: false,
    conclusion: 'failure',
  });
  expect(parseLogLine('Error: no')).toMatchObject({ text: 'Error: no', job: undefined, conclusion: undefined });
  expect(parseLogLine('12')).toMatchObject({ text: '12', job: undefined });
});
