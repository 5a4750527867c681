import { expect, test } from 'vitest';

import type { Scenario } from '../../../simulator/scenario.ts';
import type { ReceivedHook } from '../hook-receiver.ts';
import { receiveHooks } from '../hook-receiver.ts';
import { buildWorkflow, completedRun, inLibrary, library, start } from '../started.ts';

type Behaviours = NonNullable<Scenario['behaviours']>;

const ends = (conclusion: string): Behaviours => [{ kind: 'end', repository: 'acme/library', conclusion, times: 1 }];

/** Dispatches one run under the behaviours and gives it, its jobs, and what webhooks told of runs and jobs. */
async function runUnder(behaviours: Behaviours) {
  const { url, received } = await receiveHooks();
  const webhooks = [{ url, secret: 'hush', events: ['workflow_run', 'workflow_job'] }];
  const { simulator, octokit } = await start({ behaviours, webhooks });
  const run_id = await completedRun(simulator, octokit);
  await simulator.when(() => simulator.deliveries().every(({ status }) => status === 200));
  const { data: run } = await octokit.actions.getWorkflowRun({ ...inLibrary, run_id });
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id });
  return { simulator, octokit, run, jobs: data.jobs, told: received.map(told) };
}

function told({ body }: ReceivedHook): string {
  const { action, workflow_run: run } = JSON.parse(body) as {
    action: string;
    workflow_run?: { status: string; conclusion: string | null };
  };
  return `${action}: ${run?.status ?? 'job'} ${run?.conclusion ?? ''}`;
}

test('a startup failure is a completed run without jobs, of which no webhook tells', async () => {
  const { run, jobs, told } = await runUnder(ends('startup_failure'));
  expect(run).toMatchObject({ status: 'completed', conclusion: 'startup_failure', run_attempt: 1 });
  expect(jobs).toEqual([]);
  expect(told).toEqual([]);
});

test('a run that needs an action is completed when it is requested, and nothing more is told', async () => {
  const { run, told } = await runUnder(ends('action_required'));
  expect(run).toMatchObject({ status: 'completed', conclusion: 'action_required' });
  expect(told).toEqual(['requested: completed action_required']);
});

test.each(['stale', 'neutral', 'skipped', 'a-word-of-tomorrow'])(
  'a run that ends at once as %s is requested and completed without jobs',
  async (conclusion) => {
    const { run, jobs, told } = await runUnder(ends(conclusion));
    expect(run).toMatchObject({ status: 'completed', conclusion });
    expect(jobs).toEqual([]);
    expect(told.sort()).toEqual([`completed: completed ${conclusion}`, 'requested: queued ']);
  },
);

test('only as many attempts end at once as the behaviour says: a re-run of such a run has jobs', async () => {
  const { simulator, octokit, run } = await runUnder(ends('startup_failure'));
  simulator.rerun(run.id);
  await simulator.when(() => simulator.runs()[0]?.conclusion === 'success');
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id: run.id });
  expect(data.jobs).toMatchObject([{ name: 'build', run_attempt: 2, conclusion: 'success' }]);
});

test.each(['failure', 'neutral', 'cancelled', 'timed_out', 'action_required', 'a-word-of-tomorrow'])(
  'a job that concludes as %s makes its run conclude so, whatever the others do',
  async (conclusion) => {
    const jobs = [
      { name: 'lint', seconds: 0, conclusion: 'skipped' },
      { name: 'build', seconds: 0 },
    ];
    const { simulator, octokit } = await start({
      repositories: [library({ workflows: [buildWorkflow({ jobs })] })],
      behaviours: [{ kind: 'conclude', repository: 'acme/library', job: 'build', conclusion }],
    });
    const run_id = await completedRun(simulator, octokit);
    expect(simulator.runs()[0]?.conclusion).toBe(conclusion);
    const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id });
    expect(data.jobs.find(({ name }) => name === 'build')?.conclusion).toBe(conclusion);
  },
);
