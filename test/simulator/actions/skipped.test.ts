import { expect, test } from 'vitest';

import { buildWorkflow, completedRun, inLibrary, library, start } from '../started.ts';

const onPush = { push: { branches: ['main'] }, workflow_dispatch: { inputs: [] } };

test.each(['[skip ci]', '[ci skip]', '[no ci]', '[skip actions]', '[actions skip]'])(
  'a push whose message says %s starts nothing',
  async (token) => {
    const { simulator } = await start({ repositories: [library({ workflows: [buildWorkflow({ on: onPush })] })] });
    await simulator.push('acme/library', { message: `Mend a typo\n\n${token}` });
    expect(simulator.runs()).toEqual([]);
    await simulator.push('acme/library', { message: 'Mend another' });
    expect(simulator.runs()).toMatchObject([{ event: 'push' }]);
  },
);

test('a message that skips keeps nobody from dispatching that commit', async () => {
  const { simulator, octokit } = await start();
  await simulator.push('acme/library', { message: 'Mend a typo [skip ci]' });
  await completedRun(simulator, octokit);
  expect(simulator.runs()).toMatchObject([{ event: 'workflow_dispatch', conclusion: 'success' }]);
});

test('a run is green though its only real job was skipped, which saw no runner and built nothing', async () => {
  const jobs = [
    { name: 'changes', seconds: 0 },
    { name: 'build', seconds: 0, needs: ['changes'], conclusion: 'skipped' },
  ];
  const { simulator, octokit } = await start({ repositories: [library({ workflows: [buildWorkflow({ jobs })] })] });
  const run_id = await completedRun(simulator, octokit);
  expect(simulator.runs()[0]?.conclusion).toBe('success');
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id });
  expect(data.jobs[1]).toMatchObject({ name: 'build', conclusion: 'skipped', runner_id: null, steps: [] });
  expect((await octokit.actions.listWorkflowRunArtifacts({ ...inLibrary, run_id })).data.artifacts).toEqual([]);
});

test('a run is skipped only if all of its jobs were', async () => {
  const jobs = [
    { name: 'build', seconds: 0, conclusion: 'skipped' },
    { name: 'test', seconds: 0, needs: ['build'] },
  ];
  const { simulator, octokit } = await start({ repositories: [library({ workflows: [buildWorkflow({ jobs })] })] });
  await completedRun(simulator, octokit);
  expect(simulator.runs()[0]?.conclusion).toBe('skipped');
});
