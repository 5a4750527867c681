import { expect, test } from 'vitest';

import { buildWorkflow, inLibrary, library, start } from './started.ts';

const onMac = library({
  workflows: [buildWorkflow({ jobs: [{ name: 'build', seconds: 0, labels: ['self-hosted', 'macOS'] }] })],
});

const selfHosted = [
  { name: 'linux-1', labels: ['linux'], online: true },
  { name: 'mac-1', labels: ['macos', 'arm64'], online: false },
];

const dispatch = { ...inLibrary, workflow_id: 'build.yml', ref: 'main' };

test('a job waits in the queue until an online runner has all of its labels', async () => {
  const { simulator, octokit } = await start({ repositories: [onMac], selfHosted });
  await octokit.actions.createWorkflowDispatch(dispatch);
  expect(simulator.runs()[0]?.status).toBe('queued');
  simulator.setRunner('mac-1', true);
  await simulator.when(() => simulator.runs()[0]?.conclusion === 'success');
  const run_id = simulator.runs()[0]?.id ?? 0;
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id });
  expect(data.jobs).toMatchObject([
    { labels: ['self-hosted', 'macOS'], runner_name: 'mac-1', runner_group_name: 'Default' },
  ]);
});

test('a runner does one job at a time, and one that is stopped takes no other', async () => {
  const { simulator, octokit } = await start({
    repositories: [onMac],
    selfHosted: [{ name: 'mac-1', labels: ['macos'], online: true }],
    behaviours: [{ kind: 'hold', repository: 'acme/library' }],
  });
  for (let count = 0; count < 3; count += 1) await octokit.actions.createWorkflowDispatch(dispatch);
  const states = () => simulator.runs().map(({ status }) => status);
  expect(states()).toEqual(['in_progress', 'queued', 'queued']);
  simulator.cancelRun(simulator.runs()[1]?.id ?? 0);
  simulator.setRunner('mac-1', false);
  simulator.release('acme/library');
  await simulator.when(() => simulator.runs()[0]?.status === 'completed');
  expect(states()).toEqual(['completed', 'completed', 'queued']);
  simulator.setRunner('mac-1', true);
  await simulator.when(() => simulator.runs()[2]?.conclusion === 'success');
});

test('repository and organisation list the runners, with status and labels', async () => {
  const { simulator, octokit } = await start({
    repositories: [
      library({
        workflows: [buildWorkflow({ jobs: [{ name: 'build', seconds: 0, labels: ['linux'] }] })],
      }),
    ],
    selfHosted,
    behaviours: [{ kind: 'hold', repository: 'acme/library' }],
  });
  await octokit.actions.createWorkflowDispatch(dispatch);
  expect(simulator.runs()[0]?.status).toBe('in_progress');
  const { data } = await octokit.actions.listSelfHostedRunnersForRepo(inLibrary);
  expect(data.runners.map(({ name, status, busy, labels }) => [name, status, busy, labels.map((l) => l.name)])).toEqual(
    [
      ['linux-1', 'online', true, ['self-hosted', 'linux']],
      ['mac-1', 'offline', false, ['self-hosted', 'macos', 'arm64']],
    ],
  );
  const ofOrganisation = await octokit.actions.listSelfHostedRunnersForOrg({ org: 'Acme', name: 'mac-1' });
  expect(ofOrganisation.data.runners).toEqual(data.runners.slice(1));
});

test('a runner that is unknown can be neither started nor stopped', async () => {
  const { simulator } = await start({ selfHosted });
  expect(() => {
    simulator.setRunner('mac-2', true);
  }).toThrow('The simulator has no self-hosted runner mac-2; it has linux-1, mac-1.');
});
