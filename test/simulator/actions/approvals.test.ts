import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';

import type { Simulator } from '../../../simulator/simulator.ts';
import { receiveHooks } from '../hook-receiver.ts';
import { refusal } from '../refusal.ts';
import { buildWorkflow, inLibrary, library, start } from '../started.ts';

const repositories = [
  library({
    workflows: [
      buildWorkflow({
        jobs: [
          { name: 'build', seconds: 0 },
          { name: 'deploy', seconds: 0, needs: ['build'] },
        ],
      }),
    ],
  }),
];

const behaviours = [
  { kind: 'approval', repository: 'acme/library', job: 'deploy', environment: 'production' },
] as const;

/** Dispatches the build and gives the run's id once it waits for an approval. */
async function waitingRun(simulator: Simulator, octokit: Octokit): Promise<number> {
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  await simulator.when(() => simulator.runs()[0]?.status === 'waiting');
  return simulator.runs()[0]?.id ?? 0;
}

test('a run and its job wait for an approval, and a webhook tells of the job', async () => {
  const { url, received } = await receiveHooks();
  const webhooks = [{ url, secret: 'hush', events: ['workflow_job'] }];
  const { simulator, octokit } = await start({ repositories, behaviours, webhooks });
  const run_id = await waitingRun(simulator, octokit);
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id });
  expect(data.jobs.map(({ name, status }) => [name, status])).toEqual([
    ['build', 'completed'],
    ['deploy', 'waiting'],
  ]);
  const isTold = ({ body }: { body: string }) =>
    body.includes('"action":"waiting"') && body.includes('"name":"deploy"');
  await simulator.when(() => received.some(isTold));
});

test('runs that wait can be listed by that status', async () => {
  const { simulator, octokit } = await start({ repositories, behaviours });
  const run_id = await waitingRun(simulator, octokit);
  const { data } = await octokit.actions.listWorkflowRunsForRepo({ ...inLibrary, status: 'waiting' });
  expect(data.workflow_runs.map(({ id }) => id)).toEqual([run_id]);
});

test('a reviewer approves over the API, and the run goes on', async () => {
  const { simulator, octokit } = await start({ repositories, behaviours });
  const run_id = await waitingRun(simulator, octokit);
  const { data: pending } = await octokit.actions.getPendingDeploymentsForRun({ ...inLibrary, run_id });
  expect(pending).toMatchObject([{ environment: { name: 'production' }, current_user_can_approve: true }]);
  const environment_ids = pending.flatMap(({ environment }) => environment.id ?? []);
  const review = { ...inLibrary, run_id, environment_ids, state: 'approved', comment: 'Ship it' } as const;
  const { data: deployments } = await octokit.actions.reviewPendingDeploymentsForRun(review);
  expect(deployments).toMatchObject([{ environment: 'production', creator: { login: 'acme-bot' } }]);
  await simulator.when(() => simulator.runs()[0]?.conclusion === 'success');
  expect((await octokit.actions.getPendingDeploymentsForRun({ ...inLibrary, run_id })).data).toEqual([]);
  expect((await refusal(octokit.actions.reviewPendingDeploymentsForRun(review))).status).toBe(422);
});

test('a deployment that is rejected fails its job and its run', async () => {
  const { simulator, octokit } = await start({ repositories, behaviours });
  const run_id = await waitingRun(simulator, octokit);
  simulator.approve(run_id, 'rejected');
  await simulator.when(() => simulator.runs()[0]?.status === 'completed');
  expect(simulator.runs()[0]?.conclusion).toBe('failure');
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id });
  expect(data.jobs.find(({ name }) => name === 'deploy')?.conclusion).toBe('failure');
});

test('a person approves on the page, and nobody can approve what does not wait', async () => {
  const { simulator, octokit } = await start({ repositories, behaviours });
  const run_id = await waitingRun(simulator, octokit);
  simulator.approve(run_id, 'approved');
  await simulator.when(() => simulator.runs()[0]?.conclusion === 'success');
  expect(() => {
    simulator.approve(run_id, 'approved');
  }).toThrow(/waits for no approval/);
});

test('a run that waits for an approval can be cancelled', async () => {
  const { simulator, octokit } = await start({ repositories, behaviours });
  const run_id = await waitingRun(simulator, octokit);
  await octokit.actions.cancelWorkflowRun({ ...inLibrary, run_id });
  expect(simulator.runs()[0]).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
});
