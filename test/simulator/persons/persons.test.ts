import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { buildWorkflow, completedRun, inLibrary, library, start } from '../started.ts';

const path = buildWorkflow().path;

test('a person starts an actions workflow by hand, with inputs and under a name of their own', async () => {
  const { simulator, octokit } = await start();
  const { sha } = await simulator.push('acme/library');
  const { id } = simulator.dispatchAsPerson('acme/library', path, { inputs: { cascade: 'by hand' }, login: 'jane' });
  const { data } = await octokit.actions.getWorkflowRun({ ...inLibrary, run_id: id });
  expect(data).toMatchObject({
    event: 'workflow_dispatch',
    display_title: 'Build by hand',
    head_sha: sha,
    actor: { login: 'jane' },
  });
});

test('a person is refused what the page does not offer', async () => {
  const { simulator } = await start({
    repositories: [library({ workflows: [buildWorkflow(), buildWorkflow({ path: 'off.yml', on: {} })] })],
  });
  expect(() => simulator.dispatchAsPerson('acme/library', 'nope.yml')).toThrow(/no actions workflow nope\.yml; it has/);
  expect(() => simulator.dispatchAsPerson('acme/library', 'off.yml')).toThrow(/nobody can start it/);
  expect(() => simulator.dispatchAsPerson('acme/library', path, { inputs: { other: 'x' } })).toThrow(/no input other/);
});

test("a stranger's pull request runs in the list of the base, on a commit of a fork, under any title", async () => {
  const { simulator, octokit } = await start();
  const { id } = simulator.forkRun('acme/library', path, { title: 'Build stolen-marker', login: 'mallory' });
  simulator.forkRun('acme/library', path, { title: 'Again', login: 'mallory' });
  await simulator.when(() => simulator.runs().every(({ status }) => status === 'completed'));
  const { data } = await octokit.actions.listWorkflowRunsForRepo(inLibrary);
  const [second, run] = data.workflow_runs;
  expect(run).toMatchObject({
    id,
    event: 'pull_request',
    display_title: 'Build stolen-marker',
    path,
    actor: { login: 'mallory' },
    repository: { full_name: 'acme/library', fork: false },
    head_repository: { full_name: 'mallory/library', fork: true },
  });
  expect(run?.head_repository.id).not.toBe(run?.repository.id);
  expect(second?.head_repository.id).toBe(run?.head_repository.id);
  expect((await refusal(octokit.repos.getCommit({ ...inLibrary, ref: run?.head_sha ?? '' }))).status).toBe(422);
});

test("a pull request's run can say that it has another event, and a member's own repository is no fork", async () => {
  const { simulator } = await start();
  simulator.forkRun('acme/library', path, { title: 'x', event: 'workflow_dispatch' });
  expect(simulator.runs()[0]).toMatchObject({ event: 'workflow_dispatch' });
  expect(() => simulator.forkRun('acme/library', path, { title: 'x', login: 'acme' })).toThrow(/is no fork/);
});

test('a deleted run is gone from lists and by its id, and its artifacts with it', async () => {
  const { simulator, octokit } = await start();
  const id = await completedRun(simulator, octokit);
  simulator.deleteRun(id);
  expect((await octokit.actions.listWorkflowRunsForRepo(inLibrary)).data.total_count).toBe(0);
  expect((await octokit.actions.listArtifactsForRepo(inLibrary)).data.total_count).toBe(0);
  expect((await refusal(octokit.actions.getWorkflowRun({ ...inLibrary, run_id: id }))).status).toBe(404);
  expect(() => {
    simulator.deleteRun(id);
  }).toThrow(`no actions run ${id}`);
});

test('a run that is still going is not deleted before it is cancelled', async () => {
  const { simulator } = await start({ behaviours: [{ kind: 'hold', repository: 'acme/library' }] });
  const { id } = simulator.dispatchAsPerson('acme/library', path);
  expect(() => {
    simulator.deleteRun(id);
  }).toThrow(/still going/);
  simulator.cancelRun(id);
  simulator.deleteRun(id);
  expect(simulator.runs()).toEqual([]);
});
