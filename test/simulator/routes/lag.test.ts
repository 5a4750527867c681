import { expect, test } from 'vitest';

import type { LagScenario } from '../../../simulator/scenario-faults.ts';
import { refusal } from '../refusal.ts';
import { inLibrary, start } from '../started.ts';

/** A run that has just begun, and where it is asked for. */
async function youngRun(lag: LagScenario) {
  const { simulator, octokit } = await start({ lag });
  const { id } = simulator.dispatchAsPerson('acme/library', '.github/workflows/build.yml');
  const listed = async (filter: { event?: string } = {}) => {
    const { data } = await octokit.actions.listWorkflowRunsForRepo({ ...inLibrary, ...filter });
    return data.workflow_runs.map((run) => run.id);
  };
  const read = () => octokit.actions.getWorkflowRun({ ...inLibrary, run_id: id });
  return { octokit, id, listed, read };
}

const filter = { event: 'workflow_dispatch' };

test('a young run is missing in the list, while a filter and its id find it', async () => {
  const { octokit, id, listed, read } = await youngRun({ list: 60 });
  expect(await listed()).toEqual([]);
  const { data } = await octokit.actions.listWorkflowRuns({ ...inLibrary, workflow_id: 'build.yml' });
  expect(data.workflow_runs).toEqual([]);
  expect(await listed(filter)).toEqual([id]);
  expect((await read()).data.id).toBe(id);
});

test('a young run is missing in lists with filters, while the list without shows it', async () => {
  const { id, listed } = await youngRun({ filteredList: 60 });
  expect(await listed(filter)).toEqual([]);
  expect(await listed()).toEqual([id]);
});

test('a young run is not found by its id, nor are its jobs, while the list shows it', async () => {
  const { octokit, id, listed, read } = await youngRun({ run: 60 });
  expect((await refusal(read())).status).toBe(404);
  const jobs = octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id: id });
  expect((await refusal(jobs)).status).toBe(404);
  expect(await listed()).toEqual([id]);
});

test('a run shows everywhere once the lag is over', async () => {
  const { id, listed, read } = await youngRun({ list: 0.1, filteredList: 0.2, run: 0.1 });
  await expect.poll(() => listed()).toEqual([id]);
  await expect.poll(() => listed(filter)).toEqual([id]);
  await expect
    .poll(() =>
      read().then(
        ({ status }) => status,
        () => 404,
      ),
    )
    .toBe(200);
});
