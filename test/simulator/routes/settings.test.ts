import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { buildWorkflow, inLibrary, library, start } from '../started.ts';

test('a repository whose Actions are off says so, refuses a workflow_dispatch and starts nothing else', async () => {
  const on = {
    workflow_dispatch: { inputs: [] },
    repository_dispatch: { types: ['go'] },
    push: { branches: ['main'] },
  };
  const { simulator, octokit } = await start({
    repositories: [library({ actionsEnabled: false, workflows: [buildWorkflow({ on })] })],
  });
  expect((await octokit.actions.getGithubActionsPermissionsRepository(inLibrary)).data).toEqual({ enabled: false });
  const dispatch = octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  expect(await refusal(dispatch)).toMatchObject({
    status: 422,
    message: expect.stringContaining('Actions has been disabled for this repository.') as string,
  });
  expect((await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'go' })).status).toBe(204);
  await simulator.push('acme/library');
  expect(simulator.runs()).toEqual([]);
});

test('Actions are on unless the scenario says otherwise', async () => {
  const { octokit } = await start();
  const { data } = await octokit.actions.getGithubActionsPermissionsRepository(inLibrary);
  expect(data).toMatchObject({ enabled: true, allowed_actions: 'all' });
});

test('whether releases are immutable can be asked of a repository, and of its owner, who enforces nothing', async () => {
  const immutable = { ...library({ immutableReleases: true }), name: 'immutable' };
  const { octokit } = await start({ repositories: [library(), immutable] });
  const settings = (repo: string) =>
    octokit.request('GET /repos/{owner}/{repo}/immutable-releases', { owner: 'acme', repo });
  expect((await settings('immutable')).data).toEqual({ enabled: true, enforced_by_owner: false });
  expect((await refusal(settings('library'))).status).toBe(404);
  const organisation = (org: string) => octokit.request('GET /orgs/{org}/settings/immutable-releases', { org });
  expect((await organisation('acme')).data).toEqual({ enforced_repositories: 'none' });
  expect((await refusal(organisation('nobody'))).status).toBe(404);
});
