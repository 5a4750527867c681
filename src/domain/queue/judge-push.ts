import type { ActionsRun, JobReport } from '../actions-run.ts';
import type { PushCheck } from './arrivals.ts';
import type { PushVerdict } from './queue-state.ts';
import { hasSucceeded } from '../required-job.ts';

/** The last run of each named file that the push of that commit to that branch started; `null` where there is none yet. */
export function runsOfPush(
  check: PushCheck,
  commit: string,
  runs: readonly ActionsRun[],
): readonly (ActionsRun | null)[] {
  const ofPush = runs.filter(
    (run) => run.event === 'push' && !run.fromFork && run.headCommit === commit && run.headBranch === check.branch,
  );
  return check.workflows.map((file) => {
    const ofFile = ofPush.filter(({ workflow }) => workflow === file);
    return ofFile.length === 0 ? null : ofFile.reduce((a, b) => (b.id > a.id ? b : a));
  });
}

/** Whether the push counts as green by its runs alone: each is there and succeeded. Unknown conclusions are no success. */
export function judgeRuns(check: PushCheck, runs: readonly (ActionsRun | null)[]): PushVerdict | 'succeeded' {
  const there = runs.filter((run) => run !== null);
  const failed = there.find(({ status, conclusion }) => status === 'completed' && conclusion !== 'success');
  if (failed !== undefined) {
    return {
      type: 'red',
      rerun: true,
      why: `its actions run of ${failed.workflow} ended in ${failed.conclusion ?? 'nothing'}: ${failed.url}`,
    };
  }
  const missing = runs.findIndex((run) => run === null);
  if (missing !== -1) {
    return {
      type: 'pending',
      missing: true,
      why: `waits for an actions run of ${check.workflows[missing] ?? ''}, which the push should start`,
    };
  }
  const unfinished = there.find(({ status }) => status !== 'completed');
  return unfinished === undefined
    ? 'succeeded'
    : { type: 'pending', why: `waits for its actions run of ${unfinished.workflow}: ${unfinished.url}` };
}

/** What is wrong with the required jobs: each must have succeeded in one of the runs; `null` where all did. */
export function judgePushJobs({ jobs: required }: PushCheck, jobs: readonly JobReport[]): PushVerdict | null {
  const missing = required.filter((name) => !hasSucceeded(jobs, name));
  if (missing.length === 0) return null;
  const why = `its actions runs are green, but required jobs did not succeed: ${missing.join(', ')}`;
  return { type: 'red', rerun: true, why };
}
