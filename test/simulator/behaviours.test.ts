import { expect, test } from 'vitest';

import { buildWorkflow, completedRun, inLibrary, library, start } from './started.ts';

const threeJobs = library({
  workflows: [
    buildWorkflow({
      jobs: [
        { name: 'build', seconds: 0 },
        { name: 'test', seconds: 0, needs: ['build'] },
        { name: 'lint', seconds: 0 },
      ],
    }),
  ],
});

test('a job concludes as a behaviour says, so many times, and what needs it is skipped', async () => {
  const { simulator, octokit } = await start({
    repositories: [threeJobs],
    behaviours: [{ kind: 'conclude', repository: 'acme/library', job: 'build', conclusion: 'failure', times: 1 }],
  });
  const first = await completedRun(simulator, octokit);
  const second = await completedRun(simulator, octokit);
  expect(simulator.runs().map(({ id, conclusion }) => [id, conclusion])).toEqual([
    [first, 'failure'],
    [second, 'success'],
  ]);
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id: first });
  expect(Object.fromEntries(data.jobs.map(({ name, conclusion }) => [name, conclusion]))).toEqual({
    build: 'failure',
    test: 'skipped',
    lint: 'success',
  });
});

test('a behaviour of another actions workflow does not apply', async () => {
  const { simulator, octokit } = await start({
    behaviours: [
      { kind: 'conclude', repository: 'acme/library', workflow: '.github/workflows/ci.yml', conclusion: 'failure' },
    ],
  });
  await completedRun(simulator, octokit);
  expect(simulator.runs()[0]?.conclusion).toBe('success');
});

test('a held run stays in progress until the repository is released, and later ones are not held', async () => {
  const { simulator, octokit } = await start({ behaviours: [{ kind: 'hold', repository: 'acme/library' }] });
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  await simulator.when(() => simulator.runs()[0]?.status === 'in_progress');
  await expect(simulator.when(() => simulator.runs()[0]?.status === 'completed', 50)).rejects.toThrow(/in vain/);
  simulator.release('acme/library');
  await simulator.when(() => simulator.runs()[0]?.status === 'completed');
  await completedRun(simulator, octokit);
  expect(simulator.runs().map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
});

test('a held run that is cancelled stays cancelled when the repository is released', async () => {
  const { simulator, octokit } = await start({ behaviours: [{ kind: 'hold', repository: 'acme/library' }] });
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  const [run] = simulator.runs();
  simulator.cancelRun(run?.id ?? 0);
  simulator.release('acme/library');
  await simulator.when(() => simulator.runs()[0]?.status === 'completed');
  expect(simulator.runs()[0]?.conclusion).toBe('cancelled');
});
