import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { buildWorkflow, completedRun, inLibrary, library, start } from '../started.ts';

const twoJobs = [
  { name: 'build', seconds: 0 },
  { name: 'test', seconds: 0, needs: ['build'] },
];

test('a completed run shows its jobs, commit, actor and attempt as GitHub does', async () => {
  const { simulator, octokit } = await start({
    repositories: [library({ workflows: [buildWorkflow({ jobs: twoJobs })] })],
  });
  const id = await completedRun(simulator, octokit);
  const { data: run } = await octokit.actions.getWorkflowRun({ ...inLibrary, run_id: id });
  const { data: branch } = await octokit.repos.getBranch({ ...inLibrary, branch: 'main' });
  expect(run).toMatchObject({
    id,
    status: 'completed',
    conclusion: 'success',
    event: 'workflow_dispatch',
    path: '.github/workflows/build.yml',
    head_branch: 'main',
    head_sha: branch.commit.sha,
    run_attempt: 1,
    previous_attempt_url: null,
    actor: { login: 'acme-bot' },
    head_repository: { full_name: 'acme/library' },
  });
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id: id });
  expect(data.jobs.map(({ name, status, conclusion }) => [name, status, conclusion])).toEqual([
    ['build', 'completed', 'success'],
    ['test', 'completed', 'success'],
  ]);
  const { data: job } = await octokit.actions.getJobForWorkflowRun({ ...inLibrary, job_id: data.jobs[0]?.id ?? 0 });
  expect(job).toEqual(data.jobs[0]);
});

test('jobs share the runners, first come first served', async () => {
  const { simulator, octokit } = await start({
    runners: 1,
    repositories: [library({ workflows: [buildWorkflow({ jobs: [{ name: 'build', seconds: 0.02 }] })] })],
  });
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  await simulator.when(() => simulator.runs().every(({ status }) => status === 'completed'));
  const [first, second] = simulator.runs();
  expect(second?.startedAt).toBeGreaterThanOrEqual((first?.startedAt ?? 0) + 19);
});

test('a run waits in the queue while all runners are held', async () => {
  const { simulator, octokit } = await start({
    runners: 1,
    behaviours: [{ kind: 'hold', repository: 'acme/library', times: 1 }],
  });
  const dispatch = { ...inLibrary, workflow_id: 'build.yml', ref: 'main' };
  await octokit.actions.createWorkflowDispatch(dispatch);
  await octokit.actions.createWorkflowDispatch(dispatch);
  expect(simulator.runs().map(({ status }) => status)).toEqual(['in_progress', 'queued']);
  simulator.release('acme/library');
  await simulator.when(() => simulator.runs().every(({ conclusion }) => conclusion === 'success'));
});

test('runs are listed newest first, in pages with links', async () => {
  const { simulator, octokit } = await start();
  const ids: number[] = [];
  for (let count = 0; count < 5; count += 1) ids.unshift(await completedRun(simulator, octokit));
  const page = { ...inLibrary, per_page: 2, page: 2 };
  const { data, headers } = await octokit.actions.listWorkflowRunsForRepo(page);
  expect(data.total_count).toBe(5);
  expect(data.workflow_runs.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  const links = [...(headers.link ?? '').matchAll(/[?&]page=(\d)>; rel="(\w+)"/g)].map(([, number, rel]) => [
    rel,
    number,
  ]);
  expect(Object.fromEntries(links)).toEqual({ prev: '1', next: '3', last: '3', first: '1' });
  const all = await octokit.paginate(octokit.actions.listWorkflowRunsForRepo, { ...inLibrary, per_page: 2 });
  expect(all.map(({ id }) => id)).toEqual(ids);
});

test('lists can be filtered by event, status, commit, branch, actor, time and actions workflow', async () => {
  const { simulator, octokit } = await start({
    repositories: [
      library({
        workflows: [
          buildWorkflow(),
          buildWorkflow({ path: '.github/workflows/ci.yml', on: { push: { branches: ['main'] } } }),
        ],
      }),
    ],
  });
  const id = await completedRun(simulator, octokit);
  const { sha } = await simulator.push('acme/library', { login: 'alice' });
  await simulator.when(() => simulator.runs().every(({ status }) => status === 'completed'));
  const pushed = simulator.runs().find(({ event }) => event === 'push')?.id;

  const list = async (filter: object) =>
    (await octokit.actions.listWorkflowRunsForRepo({ ...inLibrary, ...filter })).data.workflow_runs.map(
      (run) => run.id,
    );
  expect(await list({ event: 'push' })).toEqual([pushed]);
  expect(await list({ head_sha: sha })).toEqual([pushed]);
  expect(await list({ actor: 'acme-bot' })).toEqual([id]);
  expect(await list({ branch: 'main', status: 'success' })).toEqual([pushed, id]);
  expect(await list({ status: 'in_progress' })).toEqual([]);
  expect(await list({ created: '>=2020-01-01T00:00:00Z' })).toEqual([pushed, id]);
  expect(await list({ created: '2020-01-01..2020-01-02' })).toEqual([]);
  expect(await list({ created: '<2020-01-01' })).toEqual([]);
  const { data } = await octokit.actions.listWorkflowRuns({ ...inLibrary, workflow_id: 'ci.yml' });
  expect(data.workflow_runs.map((run) => run.id)).toEqual([pushed]);
});

test('a run in progress can be cancelled, a completed one not any more', async () => {
  const { simulator, octokit } = await start({
    repositories: [
      library({ workflows: [buildWorkflow({ jobs: [{ name: 'build', seconds: 60 }, ...twoJobs.slice(1)] })] }),
    ],
  });
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  const run_id = simulator.runs()[0]?.id ?? 0;
  expect((await octokit.actions.cancelWorkflowRun({ ...inLibrary, run_id })).status).toBe(202);
  await simulator.when(() => simulator.runs()[0]?.status === 'completed');
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id });
  expect(simulator.runs()[0]?.conclusion).toBe('cancelled');
  expect(data.jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([['build', 'cancelled']]);
  expect((await refusal(octokit.actions.cancelWorkflowRun({ ...inLibrary, run_id }))).status).toBe(409);
  expect((await refusal(octokit.actions.forceCancelWorkflowRun({ ...inLibrary, run_id }))).status).toBe(409);
});

test('a cancelled run gives its runner to the next one', async () => {
  const { simulator, octokit } = await start({
    runners: 1,
    behaviours: [{ kind: 'hold', repository: 'acme/library', times: 1 }],
  });
  const dispatch = { ...inLibrary, workflow_id: 'build.yml', ref: 'main' };
  await octokit.actions.createWorkflowDispatch(dispatch);
  await octokit.actions.createWorkflowDispatch(dispatch);
  simulator.cancelRun(simulator.runs()[0]?.id ?? 0);
  await simulator.when(() => simulator.runs()[1]?.conclusion === 'success');
});

test('a re-run keeps the id and the commit, and raises the attempt', async () => {
  const { simulator, octokit } = await start();
  const run_id = await completedRun(simulator, octokit);
  await simulator.push('acme/library');
  expect((await octokit.actions.reRunWorkflow({ ...inLibrary, run_id })).status).toBe(201);
  await simulator.when(() => simulator.runs()[0]?.attempt === 2 && simulator.runs()[0]?.status === 'completed');
  const first = await octokit.actions.getWorkflowRunAttempt({ ...inLibrary, run_id, attempt_number: 1 });
  const { data: latest } = await octokit.actions.getWorkflowRun({ ...inLibrary, run_id });
  expect(latest).toMatchObject({ id: run_id, run_attempt: 2, head_sha: first.data.head_sha });
  expect(latest.previous_attempt_url).toBe(first.data.url + '/attempts/1');
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id, filter: 'all' });
  expect(data.jobs.map(({ run_attempt }) => run_attempt)).toEqual([1, 2]);
  expect(
    (await refusal(octokit.actions.getWorkflowRunAttempt({ ...inLibrary, run_id, attempt_number: 3 }))).status,
  ).toBe(404);
});

test('re-running failed jobs leaves those alone that succeeded', async () => {
  const { simulator, octokit } = await start({
    repositories: [library({ workflows: [buildWorkflow({ jobs: twoJobs })] })],
    behaviours: [{ kind: 'conclude', repository: 'acme/library', job: 'test', conclusion: 'failure', times: 1 }],
  });
  const run_id = await completedRun(simulator, octokit);
  await octokit.actions.reRunWorkflowFailedJobs({ ...inLibrary, run_id });
  await simulator.when(() => simulator.runs()[0]?.conclusion === 'success');
  const attempt = (attempt_number: number) =>
    octokit.actions.listJobsForWorkflowRunAttempt({ ...inLibrary, run_id, attempt_number });
  const [before, after] = [(await attempt(1)).data.jobs, (await attempt(2)).data.jobs];
  expect(before.map(({ conclusion }) => conclusion)).toEqual(['success', 'failure']);
  expect(after.map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
  expect(after[0]?.started_at).toBe(before[0]?.started_at);
  expect((await refusal(octokit.actions.reRunWorkflowFailedJobs({ ...inLibrary, run_id }))).status).toBe(403);
});

test('a run that is still going cannot be run again', async () => {
  const { simulator, octokit } = await start({ behaviours: [{ kind: 'hold', repository: 'acme/library' }] });
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  const run_id = simulator.runs()[0]?.id ?? 0;
  expect((await refusal(octokit.actions.reRunWorkflow({ ...inLibrary, run_id }))).status).toBe(403);
  expect(() => {
    simulator.rerun(run_id);
  }).toThrow('already running');
});
