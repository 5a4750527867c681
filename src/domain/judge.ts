import type { ArtifactReport, JobReport, RunReport } from './actions-run.ts';
import { RETRIED_OUTCOMES, type RetriedOutcome } from './chain.ts';
import type { Reason } from './reason.ts';

/** What must hold for an actions run to count as a success. */
export interface Expectations {
  readonly mode: 'build' | 'verify';
  readonly commit: string;
  /** Whether the run's head must be the pinned commit; not so where another repository's actions workflow builds. */
  readonly headMustMatch: boolean;
  readonly requiredJobs: readonly string[];
  readonly artifacts: readonly string[];
}

/** What one look at an actions run means. */
export type Verdict =
  | { readonly type: 'unfinished'; readonly reason: Reason; readonly started: boolean }
  | { readonly type: 'success'; readonly reason: Reason; readonly artifacts: readonly ArtifactReport[] }
  | { readonly type: 'failure'; readonly reason: Reason; readonly outcome: RetriedOutcome | null };

/** Success only if everything that was expected is there; a word of GitHub's that is not known is never a success. */
export function judge(report: RunReport, expected: Expectations): Verdict {
  const { run } = report;
  if (expected.headMustMatch && report.headCommit !== expected.commit) {
    return failure({ code: 'branch-moved', run, pinned: expected.commit, built: report.headCommit });
  }
  if (report.status !== 'completed') return unfinished(report);
  if (report.conclusion !== 'success') return concluded(report);

  const jobs = expected.requiredJobs.filter((name) => !succeeded(report.jobs, name));
  if (jobs.length > 0) return failure({ code: 'jobs-not-successful', run, jobs });

  const artifacts = newestOfEachName(report.artifacts).filter(
    ({ name, expired, size }) => expected.artifacts.includes(name) && !expired && size > 0,
  );
  const names = expected.artifacts.filter((name) => !artifacts.some((artifact) => artifact.name === name));
  if (names.length > 0) return failure({ code: 'artifacts-missing', run, names });

  const reason: Reason =
    expected.mode === 'verify' ? { code: 'verified', run } : { code: 'built', run, artifacts: artifacts.length };
  return { type: 'success', reason, artifacts };
}

/** Jobs of a matrix can share a name, and one that may fail leaves the actions run green. */
function succeeded(jobs: readonly JobReport[], name: string): boolean {
  const named = jobs.filter((job) => job.name === name);
  return named.length > 0 && named.every(({ conclusion }) => conclusion === 'success');
}

/** GitHub lists artifacts by actions run, not by attempt: after a re-run, names are there twice. Ids grow. */
function newestOfEachName(artifacts: readonly ArtifactReport[]): readonly ArtifactReport[] {
  const byAge = [...artifacts].sort((a, b) => a.id - b.id);
  return [...new Map(byAge.map((artifact) => [artifact.name, artifact])).values()];
}

function unfinished({ run, status }: RunReport): Verdict {
  switch (status) {
    case 'queued':
    case 'requested':
    case 'pending':
      return { type: 'unfinished', reason: { code: 'run-queued', run }, started: false };
    case 'in_progress':
      return { type: 'unfinished', reason: { code: 'run-in-progress', run }, started: true };
    default:
      return { type: 'unfinished', reason: { code: 'run-waiting', run, status }, started: true };
  }
}

function concluded({ run, conclusion, jobs }: RunReport): Verdict {
  const outcome = RETRIED_OUTCOMES.find((known) => known === conclusion);
  if (outcome === undefined) {
    return failure({ code: 'run-not-successful', run, conclusion: conclusion ?? 'nothing' });
  }
  const failed = jobs.filter((job) => job.conclusion === 'failure').map(({ name }) => name);
  return failure({ code: 'run-failed', run, outcome, jobs: failed }, outcome);
}

function failure(reason: Reason, outcome: RetriedOutcome | null = null): Verdict {
  return { type: 'failure', reason, outcome };
}
