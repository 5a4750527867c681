import { expect, test } from 'vitest';

import { connectSimulator } from '../../simulator/remote.ts';
import { buildWorkflow, inLibrary, library, start } from './started.ts';

test('another process approves deployments, starts runners and lets artifacts expire', async () => {
  const { simulator, octokit } = await start({
    repositories: [
      library({ workflows: [buildWorkflow({ jobs: [{ name: 'build', seconds: 0, labels: ['linux'] }] })] }),
    ],
    selfHosted: [{ name: 'linux-1', labels: ['linux'], online: false }],
    behaviours: [{ kind: 'approval', repository: 'acme/library', environment: 'production' }],
  });
  const remote = connectSimulator(simulator.url);
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  const run_id = simulator.runs()[0]?.id ?? 0;
  expect(simulator.runs()[0]?.status).toBe('waiting');
  await remote.approve(run_id, 'approved');
  expect(simulator.runs()[0]?.status).toBe('queued');
  await remote.setRunner('linux-1', true);
  await simulator.when(() => simulator.runs()[0]?.conclusion === 'success');
  await remote.expireArtifacts(run_id);
  const { data } = await octokit.actions.listWorkflowRunArtifacts({ ...inLibrary, run_id });
  expect(data.artifacts).toMatchObject([{ expired: true }]);
  await expect(remote.approve(run_id, 'rejected')).rejects.toThrow(/waits for no approval/);
});
