import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArtifactReport, JobReport, RunReport } from '../../src/domain/actions-run.ts';
import { RETRIED_OUTCOMES } from '../../src/domain/build-recipe.ts';
import { type Expectations, judge, type Verdict } from '../../src/domain/judge.ts';
import { artifact, COMMIT, job, runReport } from '../support/actions-runs.ts';

const NAMES = ['linux', 'windows', 'proof'];

const jobs = fc.array(
  fc
    .record({
      name: fc.constantFrom(...NAMES),
      conclusion: fc.constantFrom('success', 'success', 'failure', 'skipped'),
    })
    .map(({ name, conclusion }) => job(name, conclusion)),
  { maxLength: 5 },
);

const artifacts = fc.uniqueArray(
  fc
    .record({
      id: fc.nat(9),
      name: fc.constantFrom(...NAMES),
      size: fc.constantFrom(100, 100, 0),
      expired: fc.constantFrom(false, false, true),
    })
    .map(({ name, ...differences }) => artifact(name, differences)),
  { maxLength: 6, selector: ({ id }) => id },
);

/** Completed, and green more often than not. */
const reports: fc.Arbitrary<RunReport> = fc
  .record({
    conclusion: fc.constantFrom('success', 'success', 'success', 'failure', 'cancelled', 'neutral'),
    headCommit: fc.constantFrom(COMMIT, COMMIT, 'b'.repeat(40)),
    jobs,
    artifacts,
  })
  .map((differences) => runReport(differences));

const expectations = fc.record<Expectations>({
  mode: fc.constantFrom('build', 'verify'),
  commit: fc.constant(COMMIT),
  headMustMatch: fc.boolean(),
  proof: fc.constantFrom(null, null, 'proof'),
  requiredJobs: fc.subarray(NAMES, { maxLength: 2 }),
  artifacts: fc.subarray(NAMES, { maxLength: 2 }),
});

function lastOf(artifacts: readonly ArtifactReport[]): ArtifactReport {
  return artifacts.reduce((one, other) => (other.id > one.id ? other : one));
}

const always = (check: (report: RunReport, expected: Expectations, verdict: Verdict) => void) => {
  fc.assert(
    fc.property(reports, expectations, (report, expected) => {
      check(report, expected, judge(report, expected));
    }),
    { numRuns: 1000 },
  );
};

test('a success has all that was asked for, and yields every whole artifact once, but the proof', () => {
  always((report, expected, verdict) => {
    if (verdict.type !== 'success') return;
    expect(report.conclusion).toBe('success');
    if (expected.headMustMatch) expect(report.headCommit).toBe(COMMIT);
    for (const required of expected.requiredJobs) {
      const named = report.jobs.filter(({ name }) => name === required);
      expect(new Set(named.map(({ conclusion }) => conclusion))).toEqual(new Set(['success']));
    }
    const yielded = verdict.artifacts.map(({ name }) => name);
    expect(yielded).toEqual(expect.arrayContaining([...expected.artifacts]));
    const wanted = (name: string) => name !== expected.proof || expected.artifacts.includes(name);
    const newest = [...Map.groupBy(report.artifacts, ({ name }) => name).values()].map(lastOf);
    const whole = newest.filter(({ expired, size }) => !expired && size > 0).map(({ name }) => name);
    expect(yielded.sort()).toEqual(whole.filter(wanted).sort());
    for (const { name, id, size, expired } of verdict.artifacts) {
      expect({ expired, isEmpty: size === 0 }).toEqual({ expired: false, isEmpty: false });
      expect(id).toBe(Math.max(...report.artifacts.filter((one) => one.name === name).map((one) => one.id)));
    }
  });
});

test('the order in which GitHub lists jobs and artifacts changes no verdict', () => {
  always((report, expected, verdict) => {
    const turned = { ...report, jobs: report.jobs.toReversed(), artifacts: report.artifacts.toReversed() };
    const again = judge(turned, expected);
    expect([again.type, again.reason.code]).toEqual([verdict.type, verdict.reason.code]);
  });
});

test('what nobody asked for changes no verdict', () => {
  const strangers: { readonly jobs: readonly JobReport[]; readonly artifacts: readonly ArtifactReport[] } = {
    jobs: [job('lint', 'skipped'), job('docs', null)],
    artifacts: [artifact('logs', { id: 98, expired: true }), artifact('core-dump', { id: 99, size: 0 })],
  };
  always((report, expected, verdict) => {
    const more = {
      ...report,
      jobs: [...report.jobs, ...strangers.jobs],
      artifacts: [...strangers.artifacts, ...report.artifacts],
    };
    if (report.conclusion === 'success') expect(judge(more, expected)).toEqual(verdict);
    else expect(judge(more, expected).type).toBe(verdict.type);
  });
});

test('who asks for less is never disappointed where more was there', () => {
  always((report, expected, verdict) => {
    if (verdict.type !== 'success') return;
    const less = { ...expected, requiredJobs: expected.requiredJobs.slice(1), artifacts: expected.artifacts.slice(1) };
    expect(judge(report, less).type).toBe('success');
    expect(judge(report, { ...expected, proof: null, headMustMatch: false }).type).toBe('success');
  });
});

test('a run that is completed is judged for good, and each failure has an outcome that a policy can name, or none', () => {
  always((_report, _expected, verdict) => {
    expect(verdict.type).not.toBe('unfinished');
    if (verdict.type === 'failure') expect([...RETRIED_OUTCOMES, null]).toContain(verdict.outcome);
  });
});
