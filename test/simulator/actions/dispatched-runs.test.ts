import { expect, test } from 'vitest';

import type { Behaviour } from '../../../simulator/scenario-behaviours.ts';
import { refusal } from '../refusal.ts';
import { buildWorkflow, inLibrary, library, start } from '../started.ts';

const build = { ...inLibrary, workflow_id: 'build.yml', ref: 'main' };
const repository = 'acme/library';

test('a duplicated workflow_dispatch starts more runs with the same title, and is answered with the first', async () => {
  const { simulator, octokit } = await start({
    behaviours: [{ kind: 'duplicate', repository, copies: 2, times: 1 }],
  });
  const inputs = { cascade: 'm1' };
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...build,
    inputs,
    return_run_details: true,
  });
  const runs = simulator.runs();
  expect(runs.map(({ displayTitle }) => displayTitle)).toEqual(['Build m1', 'Build m1', 'Build m1']);
  expect(data).toMatchObject({ workflow_run_id: runs[0]?.id });
  await octokit.actions.createWorkflowDispatch(build);
  expect(simulator.runs()).toHaveLength(4);
});

test('a duplicated repository_dispatch doubles only the actions workflow that is named', async () => {
  const docs = buildWorkflow({ path: '.github/workflows/docs.yml' });
  const { simulator, octokit } = await start({
    repositories: [library({ workflows: [buildWorkflow(), docs] })],
    behaviours: [{ kind: 'duplicate', repository, workflow: docs.path, copies: 1 }],
  });
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain' });
  expect(simulator.runs().map(({ path }) => path)).toEqual([buildWorkflow().path, docs.path, docs.path]);
});

test('a swallowed dispatch of either kind is accepted and starts nothing', async () => {
  const swallow: Behaviour = { kind: 'swallow', repository, times: 2 };
  const { simulator, octokit } = await start({ behaviours: [swallow] });
  const { status } = await octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...build,
    return_run_details: true,
  });
  expect(status).toBe(204);
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain' });
  expect(simulator.runs()).toEqual([]);
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain' });
  expect(simulator.runs()).toHaveLength(1);
});

test.each(['disabled_manually', 'disabled_inactivity'] as const)(
  'an actions workflow that is %s from the start refuses one dispatch and ignores the other',
  async (state) => {
    const { simulator, octokit } = await start({ repositories: [library({ workflows: [buildWorkflow({ state })] })] });
    expect((await octokit.actions.getWorkflow({ ...inLibrary, workflow_id: 'build.yml' })).data.state).toBe(state);
    expect((await refusal(octokit.actions.createWorkflowDispatch(build))).status).toBe(422);
    await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain' });
    expect(simulator.runs()).toEqual([]);
  },
);
