import { activityInfo, heartbeat } from '@temporalio/activity';
import type { ActionsRun, ActionsRunRef, ArtifactReport, JobReport, RunReport } from '../domain/actions-run.ts';
import type { GitHub } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet, withGitHubFailures } from './failures.ts';

/** What the judging of an actions run will look at; what it won't is not asked for. */
export interface Evidence {
  readonly jobs: boolean;
  readonly artifacts: boolean;
}

/**
 * One authoritative look at an actions run; with its jobs and artifacts once it is completed.
 * @param ended the attempt that a webhook called completed, or `null`: then all is asked at once, because the next
 *   build waits for this answer; and what was asked too early, about another attempt, is asked again
 */
export function readActionsRun({ github }: Pick<Dependencies, 'github'>) {
  return async function readActionsRun(
    ref: ActionsRunRef,
    evidence: Evidence,
    ended: number | null = null,
  ): Promise<RunReport> {
    return withGitHubFailures(async () => {
      const [answer, jobs, artifacts] = await Promise.all([
        github.run(ref, ref.id),
        ended !== null && evidence.jobs ? github.jobs(ref, ref.id, ended) : null,
        ended !== null && evidence.artifacts ? github.artifacts(ref, ref.id) : null,
      ]);
      if (answer === null || answer === 'unchanged') throw missing(ref);
      const early = answer.run.attempt === ended ? { jobs, artifacts } : NOTHING_YET;
      return report(github, ref, answer.run, evidence, early);
    });
  };
}

interface Early {
  readonly jobs: readonly JobReport[] | null;
  readonly artifacts: readonly ArtifactReport[] | null;
}

const NOTHING_YET: Early = { jobs: null, artifacts: null };

/**
 * The safety net under webhooks: looks again and again until the status is another than the known one.
 * The engine makes the repetitions, at the poll interval; the ETag travels in the heartbeat's details, which outlive a try.
 */
export function watchActionsRun({ github }: Pick<Dependencies, 'github'>) {
  return async function watchActionsRun(
    ref: ActionsRunRef,
    evidence: Evidence,
    knownStatus: string,
  ): Promise<RunReport> {
    return withGitHubFailures(async () => {
      const answer = await github.run(ref, ref.id, lastEtag());
      if (answer === null) throw missing(ref);
      if (answer === 'unchanged') {
        heartbeat(lastEtag());
        throw notYet(`Actions run ${ref.id} is unchanged`);
      }
      if (answer.run.status === knownStatus) {
        heartbeat(answer.etag);
        throw notYet(`Actions run ${ref.id} is still ${knownStatus}`);
      }
      return report(github, ref, answer.run, evidence, NOTHING_YET);
    });
  };
}

function lastEtag(): string | undefined {
  const details: unknown = activityInfo().heartbeatDetails;
  return typeof details === 'string' ? details : undefined;
}

async function report(
  github: GitHub,
  ref: ActionsRunRef,
  run: ActionsRun,
  evidence: Evidence,
  early: Early,
): Promise<RunReport> {
  const succeeded = run.status === 'completed' && run.conclusion === 'success';
  const failed = run.status === 'completed' && !succeeded;
  const [jobs, artifacts] = await Promise.all([
    failed || (succeeded && evidence.jobs) ? (early.jobs ?? github.jobs(ref, run.id, run.attempt)) : [],
    succeeded && evidence.artifacts ? (early.artifacts ?? github.artifacts(ref, run.id)) : [],
  ]);
  const { status, conclusion, headCommit, workflow } = run;
  return {
    run: { ...ref, attempt: run.attempt, url: run.url },
    status,
    conclusion,
    headCommit,
    workflow,
    jobs,
    artifacts,
  };
}

// GitHub can take a moment to show a run that it has just named; the engine's retries bridge that.
function missing({ owner, name, id }: ActionsRunRef): Error {
  return notYet(`${owner}/${name} has no actions run ${id} (deleted, or not shown yet)`);
}
