import { matchesName } from './expected-artifacts.ts';
import type { ArtifactReport, RunReport } from './actions-run.ts';
import type { RetriedOutcome } from './build-recipe.ts';
import type { Reason } from './reason.ts';
import { hasSucceeded } from './required-job.ts';

/** What must hold for an actions run to count as a success. */
export interface Expectations {
  readonly mode: 'build' | 'verify';
  readonly commit: string;
  /** Whether the run's head must be the pinned commit; not so where something else proves it, or its run is in another repository. */
  readonly headMustMatch: boolean;
  /** Name of the artifact that proves which commit was built; `null` where none does. */
  readonly proof: string | null;
  readonly requiredJobs: readonly string[];
  /** Names; a `*` stands for any characters, and one artifact that matches is enough. */
  readonly artifacts: readonly string[];
}

/** What one look at an actions run means. */
export type Verdict =
  | { readonly type: 'unfinished'; readonly reason: Reason; readonly phase: Phase }
  | { readonly type: 'success'; readonly reason: Reason; readonly artifacts: readonly ArtifactReport[] }
  | { readonly type: 'failure'; readonly reason: Reason; readonly outcome: RetriedOutcome | null };

/** What an unfinished actions run waits for; each has a time-out of its own. */
export type Phase = 'runner' | 'jobs' | 'person';

/** Success only if everything that was expected is there; a word of GitHub's that is not known is never a success. */
export function judge(report: RunReport, expected: Expectations): Verdict {
  const { run } = report;
  if (expected.headMustMatch && report.headCommit !== expected.commit) {
    return failure({ code: 'branch-moved', run, pinned: expected.commit, built: report.headCommit }, 'branch_moved');
  }
  // Completed in name only: it goes on when somebody approves it.
  if (report.status !== 'completed' || report.conclusion === 'action_required') return unfinished(report);
  if (report.conclusion !== 'success') return concluded(report);

  const jobs = expected.requiredJobs.filter((name) => !hasSucceeded(report.jobs, name));
  if (jobs.length > 0) return failure({ code: 'jobs-not-successful', run, jobs }, 'jobs_not_successful');

  const present = newestOfEachName(report.artifacts).filter(({ expired, size }) => !expired && size > 0);
  const has = (name: string) => present.some((artifact) => artifact.name === name);
  const names = expected.artifacts.filter((wanted) => !present.some(({ name }) => matchesName(wanted, name)));
  if (names.length > 0) return failure({ code: 'artifacts-missing', run, names }, 'artifacts_missing');
  if (expected.proof !== null && !has(expected.proof)) {
    return failure({ code: 'commit-not-proven', run, artifact: expected.proof }, 'artifacts_missing');
  }

  const isWanted = (name: string) => expected.artifacts.some((pattern) => matchesName(pattern, name));
  const wanted = present.filter(({ name }) => isWanted(name)).length;
  const reason: Reason =
    expected.mode === 'verify' ? { code: 'verified', run } : { code: 'built', run, artifacts: wanted };
  return {
    type: 'success',
    reason,
    artifacts: present.filter(({ name }) => isWanted(name) || name !== expected.proof),
  };
}

/** GitHub lists artifacts by actions run, not by attempt: after a re-run, names are there twice. Ids grow. */
function newestOfEachName(artifacts: readonly ArtifactReport[]): readonly ArtifactReport[] {
  const byAge = [...artifacts].sort((a, b) => a.id - b.id);
  return [...new Map(byAge.map((artifact) => [artifact.name, artifact])).values()];
}

function unfinished({ run, status, conclusion, environments }: RunReport): Verdict {
  switch (status) {
    case 'queued':
    case 'requested':
    case 'pending':
      return { type: 'unfinished', reason: { code: 'run-queued', run }, phase: 'runner' };
    case 'in_progress':
      return { type: 'unfinished', reason: { code: 'run-in-progress', run }, phase: 'jobs' };
    default: {
      const word = conclusion ?? status;
      return { type: 'unfinished', reason: { code: 'run-waiting', run, status: word, environments }, phase: 'person' };
    }
  }
}

function concluded({ run, conclusion, jobs }: RunReport): Verdict {
  const outcome = CONCLUSIONS.find((known) => known === conclusion);
  if (outcome === undefined) {
    return failure({ code: 'run-not-successful', run, conclusion: conclusion ?? 'nothing' });
  }
  if (outcome === 'cancelled') {
    return failure({ code: 'run-cancelled', run, began: jobs.some(({ hadRunner }) => hadRunner) }, outcome);
  }
  const failed = jobs.filter((job) => job.conclusion === 'failure').map(({ name }) => name);
  return failure({ code: 'run-failed', run, outcome, jobs: failed }, outcome);
}

/** GitHub's words for ends that are no success and that a policy can name. */
const CONCLUSIONS = [
  'failure',
  'cancelled',
  'timed_out',
  'startup_failure',
  'stale',
] as const satisfies readonly RetriedOutcome[];

function failure(reason: Reason, outcome: RetriedOutcome | null = null): Verdict {
  return { type: 'failure', reason, outcome };
}
