import { createHash } from 'node:crypto';
import type { ActionsRun, JobReport } from '../domain/actions-run.ts';
import type { PushCheck } from '../domain/queue/arrivals.ts';
import { judgePushJobs, judgeRuns, runsOfPush } from '../domain/queue/judge-push.ts';
import type { PushVerdict } from '../domain/queue/queue-state.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

/** A push of a repository that must be green, and when it was. */
export interface CheckedPush {
  readonly check: PushCheck;
  readonly commit: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Looks whether the actions runs that a push started are green, and what its content is. */
export function checkPush({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function checkPush({ check, commit, at }: CheckedPush): Promise<PushVerdict> {
    return withGitHubFailures(async () => {
      const listed = check.workflows.length === 0 ? [] : await github.runsSince(check, at - timings.clockSkew);
      const runs = runsOfPush(check, commit, listed);
      const byRuns = judgeRuns(check, runs);
      if (byRuns !== 'succeeded') return byRuns;
      const green = runs.filter((run) => run !== null);
      const byJobs = judgePushJobs(check, await jobsOf(github, check, green));
      if (byJobs !== null) return byJobs;
      const last = green.reduce<ActionsRun | null>((a, b) => (a === null || b.id > a.id ? b : a), null);
      return {
        type: 'green',
        run: last === null || !check.countsAsBuild ? null : refOf(check, last),
        content: check.content.length === 0 ? null : await contentOf(github, check, commit),
      };
    });
  };
}

async function jobsOf(
  github: Dependencies['github'],
  check: PushCheck,
  runs: readonly ActionsRun[],
): Promise<readonly JobReport[]> {
  if (check.jobs.length === 0) return [];
  const jobs = await Promise.all(runs.map(({ id, attempt }) => github.jobs(check, id, attempt)));
  return jobs.flat();
}

function refOf({ owner, name }: PushCheck, { id, attempt, url }: ActionsRun) {
  return { owner, name, id, attempt, url };
}

/** The same for the same content of the paths that matter, whatever else the commit has. */
async function contentOf(github: Dependencies['github'], check: PushCheck, commit: string): Promise<string | null> {
  const ids = await github.contentIds(check, commit, check.content);
  if (ids === null) return null;
  return createHash('sha256').update(JSON.stringify(ids)).digest('hex').slice(0, 16);
}
