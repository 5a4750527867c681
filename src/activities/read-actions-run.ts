import { activityInfo, heartbeat } from '@temporalio/activity';
import type { ActionsRun, ActionsRunRef, ArtifactReport, JobReport, RunReport } from '../domain/actions-run.ts';
import { type RateBudget, thinned } from '../domain/rate-budget.ts';
import { mismatch, type RunIdentity } from '../domain/run-matching.ts';
import type { GitHub } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet, withGitHubFailures } from './failures.ts';

/** What the judging of an actions run will look at; what it won't is not asked for. */
export interface Evidence {
  readonly jobs: boolean;
  readonly artifacts: boolean;
}

export interface ReadInput {
  /** An older attempt than this one's is not shown: it is what GitHub's replicas still remember. */
  readonly ref: ActionsRunRef;
  readonly evidence: Evidence;
  /** For a run that somebody proposed: what it must agree with to be ours; `null` where that is known. */
  readonly identity: RunIdentity | null;
  /** Until then a run that GitHub doesn't know is taken for one that it doesn't show yet; milliseconds since the epoch. */
  readonly shownBy: number;
}

/** What one look showed. */
export type RunLook =
  | { readonly type: 'report'; readonly report: RunReport; readonly budget: RateBudget | null }
  | { readonly type: 'gone' }
  | { readonly type: 'not-ours'; readonly why: string };

/**
 * One authoritative look at an actions run; with its jobs and artifacts once it is completed.
 * @param ended the attempt that a webhook called completed, or `null`: then all is asked at once, because the next
 *   build waits for this answer; and what was asked too early, about another attempt, is asked again
 */
export function readActionsRun({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function readActionsRun(input: ReadInput, ended: number | null = null): Promise<RunLook> {
    const { ref, evidence } = input;
    return withGitHubFailures(async () => {
      const [answer, jobs, artifacts] = await Promise.all([
        github.run(ref, ref.id),
        ended !== null && evidence.jobs ? github.jobs(ref, ref.id, ended) : null,
        ended !== null && evidence.artifacts ? github.artifacts(ref, ref.id) : null,
      ]);
      if (answer === null || answer === 'unchanged') return missing(input, timings.findInterval);
      const early = answer.run.attempt === ended ? { jobs, artifacts } : NOTHING_YET;
      return look(github, input, answer.run, early, timings.findInterval);
    });
  };
}

interface Early {
  readonly jobs: readonly JobReport[] | null;
  readonly artifacts: readonly ArtifactReport[] | null;
}

const NOTHING_YET: Early = { jobs: null, artifacts: null };

export interface WatchInput extends ReadInput {
  readonly knownStatus: string;
  /** Milliseconds between two looks; more where little is left of the rate limit. */
  readonly interval: number;
}

/**
 * The safety net under webhooks: looks again and again until the status is another than the known one.
 * The engine makes the repetitions, at the poll interval; the ETag travels in the heartbeat's details, which outlive a try.
 */
export function watchActionsRun({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function watchActionsRun(input: WatchInput): Promise<RunLook> {
    const { ref, knownStatus, interval } = input;
    return withGitHubFailures(async () => {
      const answer = await github.run(ref, ref.id, lastEtag());
      const pause = thinned(interval, github.budget(ref.owner), Date.now());
      if (answer === null) return missing(input, timings.findInterval);
      if (answer === 'unchanged') {
        heartbeat(lastEtag());
        throw notYet(`Actions run ${ref.id} is unchanged`, pause);
      }
      if (answer.run.status === knownStatus && answer.run.attempt <= ref.attempt) {
        heartbeat(answer.etag);
        throw notYet(`Actions run ${ref.id} is still ${knownStatus}`, pause);
      }
      return look(github, input, answer.run, NOTHING_YET, timings.findInterval);
    });
  };
}

function lastEtag(): string | undefined {
  const details: unknown = activityInfo().heartbeatDetails;
  return typeof details === 'string' ? details : undefined;
}

async function look(
  github: GitHub,
  { ref, evidence, identity }: ReadInput,
  run: ActionsRun,
  early: Early,
  patience: number,
): Promise<RunLook> {
  const why = identity === null ? null : mismatch(run, identity);
  if (why !== null) return { type: 'not-ours', why };
  if (run.attempt < ref.attempt) {
    throw notYet(`Actions run ${ref.id} still shows attempt ${run.attempt}, and ${ref.attempt} is known`, patience);
  }
  const report = await reportOf(github, ref, evidence, run, early);
  return { type: 'report', report, budget: github.budget(ref.owner) };
}

async function reportOf(
  github: GitHub,
  ref: ActionsRunRef,
  evidence: Evidence,
  run: ActionsRun,
  early: Early,
): Promise<RunReport> {
  const succeeded = run.status === 'completed' && run.conclusion === 'success';
  const failed = run.status === 'completed' && !succeeded;
  const [jobs, artifacts, environments] = await Promise.all([
    failed || (succeeded && evidence.jobs) ? (early.jobs ?? github.jobs(ref, run.id, run.attempt)) : [],
    succeeded && evidence.artifacts ? (early.artifacts ?? github.artifacts(ref, run.id)) : [],
    run.status === 'waiting' ? github.pendingEnvironments(ref, run.id) : [],
  ]);
  const [owner = ref.owner, name = ref.name] = run.repository.split('/');
  const { status, conclusion, headCommit, workflow } = run;
  return {
    run: { owner, name, id: run.id, attempt: run.attempt, url: run.url },
    status,
    conclusion,
    headCommit,
    workflow,
    jobs,
    artifacts,
    environments,
  };
}

/** GitHub can take a moment to show a run that it has just named; later it means that the run was deleted. */
function missing({ ref: { owner, name, id }, shownBy }: ReadInput, patience: number): RunLook {
  if (Date.now() >= shownBy) return { type: 'gone' };
  throw notYet(`${owner}/${name} does not show actions run ${id} yet`, patience);
}
