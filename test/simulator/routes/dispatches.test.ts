import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { buildWorkflow, inLibrary, library, octokitFor, start } from '../started.ts';

const build = { ...inLibrary, workflow_id: 'build.yml', ref: 'main' };

test('a workflow_dispatch that asks for it is answered with the run it started', async () => {
  const { simulator, octokit } = await start();
  const { status, data } = await octokit.request(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    {
      ...build,
      inputs: { cascade: 'm1' },
      return_run_details: true,
    },
  );
  const [run] = simulator.runs();
  expect(status).toBe(200);
  expect(data).toEqual({
    workflow_run_id: run?.id,
    run_url: `${simulator.url}/repos/acme/library/actions/runs/${String(run?.id)}`,
    html_url: `${simulator.url}/acme/library/actions/runs/${String(run?.id)}`,
  });
  expect(run).toMatchObject({ event: 'workflow_dispatch', displayTitle: 'Build m1', attempt: 1 });
});

test('a workflow_dispatch that does not ask is answered with 204 and runs all the same', async () => {
  const { simulator, octokit } = await start();
  const { status } = await octokit.actions.createWorkflowDispatch(build);
  expect(status).toBe(204);
  expect(simulator.runs()).toHaveLength(1);
});

test('an older server refuses the key that asks for the run', async () => {
  const { simulator, octokit } = await start({ returnRunDetails: false });
  const error = await refusal(
    octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
      ...build,
      return_run_details: true,
    }),
  );
  expect([error.status, error.message]).toEqual([422, expect.stringContaining('not a permitted key')]);
  expect(simulator.runs()).toEqual([]);
});

test('a workflow_dispatch on a tag runs at the tag, not at the head', async () => {
  const { simulator, octokit } = await start();
  const { commit } = await simulator.publishRelease('acme/library', { tag: 'v1.0.0' });
  await simulator.push('acme/library');
  await octokit.actions.createWorkflowDispatch({ ...build, ref: 'v1.0.0' });
  expect(simulator.runs()[0]).toMatchObject({ headSha: commit });
});

test.each([
  ['an unknown actions workflow', { workflow_id: 'nope.yml' }, 404, 'Not Found'],
  ['an unknown repository', { repo: 'nope' }, 404, 'Not Found'],
  ['a ref that is nowhere', { ref: 'nope' }, 422, 'No ref found for: nope'],
  ['an input that is not declared', { inputs: { other: 'x' } }, 422, 'Unexpected inputs provided: ["other"]'],
])('a workflow_dispatch with %s is refused', async (_, change, status, message) => {
  const { simulator, octokit } = await start();
  const error = await refusal(octokit.actions.createWorkflowDispatch({ ...build, ...change }));
  expect([error.status, error.message]).toEqual([status, expect.stringContaining(message)]);
  expect(simulator.runs()).toEqual([]);
});

test('a commit is no ref for a workflow_dispatch', async () => {
  const { simulator, octokit } = await start();
  const { sha } = await simulator.push('acme/library');
  expect((await refusal(octokit.actions.createWorkflowDispatch({ ...build, ref: sha }))).status).toBe(422);
});

test('an actions workflow without the trigger, or one that is disabled, takes no workflow_dispatch', async () => {
  const { octokit } = await start({
    repositories: [
      library({ workflows: [buildWorkflow(), buildWorkflow({ path: '.github/workflows/ci.yml', on: {} })] }),
    ],
  });
  const withoutTrigger = await refusal(octokit.actions.createWorkflowDispatch({ ...build, workflow_id: 'ci.yml' }));
  expect(withoutTrigger.message).toContain("does not have 'workflow_dispatch' trigger");
  await octokit.actions.disableWorkflow({ ...inLibrary, workflow_id: 'build.yml' });
  expect((await refusal(octokit.actions.createWorkflowDispatch(build))).message).toContain('disabled workflow');
  await octokit.actions.enableWorkflow({ ...inLibrary, workflow_id: 'build.yml' });
  expect((await octokit.actions.createWorkflowDispatch(build)).status).toBe(204);
});

test('more than 25 inputs are refused, and reported as more than GitHub takes', async () => {
  const { simulator, octokit } = await start({ mayViolate: true });
  const inputs = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`input${index}`, 'x']));
  expect((await refusal(octokit.actions.createWorkflowDispatch({ ...build, inputs }))).status).toBe(422);
  expect(simulator.violations()).toMatchObject([{ direction: 'request', field: 'body/inputs' }]);
});

test('one repository_dispatch starts every actions workflow that listens, on the head of the default branch', async () => {
  const { simulator, octokit } = await start({
    repositories: [
      library({
        workflows: [
          buildWorkflow(),
          buildWorkflow({ path: '.github/workflows/docs.yml', runName: 'Docs' }),
          buildWorkflow({ path: '.github/workflows/other.yml', on: { repository_dispatch: { types: ['deploy'] } } }),
        ],
      }),
    ],
  });
  const { sha } = await simulator.push('acme/library');
  const { status } = await octokit.repos.createDispatchEvent({
    ...inLibrary,
    event_type: 'build-chain',
    client_payload: { cascade: { marker: 'm2' }, version: 'v1' },
  });
  expect(status).toBe(204);
  const runs = simulator
    .runs()
    .map(({ path, displayTitle, event, headSha }) => ({ path, displayTitle, event, headSha }));
  const common = { event: 'repository_dispatch', headSha: sha };
  expect(runs).toEqual([
    { path: '.github/workflows/build.yml', displayTitle: 'Build m2', ...common },
    { path: '.github/workflows/docs.yml', displayTitle: 'Docs', ...common },
  ]);
});

test('a repository_dispatch that nothing listens to, or only a disabled actions workflow, is accepted and starts nothing', async () => {
  const { simulator, octokit } = await start();
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'deploy' });
  await octokit.actions.disableWorkflow({ ...inLibrary, workflow_id: 'build.yml' });
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain' });
  expect(simulator.runs()).toEqual([]);
});

test.each([
  ['an event type of more than 100 characters', { event_type: 'x'.repeat(101) }, 'body/event_type'],
  [
    'more than 10 properties',
    {
      event_type: 'build-chain',
      client_payload: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`p${i}`, i])),
    },
    'body/client_payload',
  ],
])('a repository_dispatch with %s is refused and reported', async (_, dispatch, field) => {
  const { simulator, octokit } = await start({ mayViolate: true });
  expect((await refusal(octokit.repos.createDispatchEvent({ ...inLibrary, ...dispatch }))).status).toBe(422);
  expect(simulator.violations()).toMatchObject([
    { direction: 'request', operation: 'repos/create-dispatch-event', field },
  ]);
  expect(simulator.runs()).toEqual([]);
});

test('a payload over 65,535 characters is refused', async () => {
  const { octokit } = await start();
  const dispatch = { ...inLibrary, event_type: 'build-chain', client_payload: { text: 'x'.repeat(65_535) } };
  expect((await refusal(octokit.repos.createDispatchEvent(dispatch))).status).toBe(422);
});

test('without a run name the title is that of the actions workflow, or of the last commit', async () => {
  const { path, name, on, jobs, artifacts } = buildWorkflow();
  const { simulator, octokit } = await start({
    repositories: [library({ workflows: [{ path, name, on, jobs, artifacts }] })],
  });
  await simulator.push('acme/library', { message: 'Mend the fence\n\nIt was broken.' });
  await octokit.actions.createWorkflowDispatch(build);
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain' });
  expect(simulator.runs().map(({ displayTitle }) => displayTitle)).toEqual(['Build', 'Mend the fence']);
});

test('a wrong token starts nothing', async () => {
  const { simulator } = await start();
  expect((await refusal(octokitFor(simulator, 'wrong').actions.createWorkflowDispatch(build))).status).toBe(401);
  expect(simulator.runs()).toEqual([]);
});
