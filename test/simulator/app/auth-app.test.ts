import { expect, test } from 'vitest';

import { inLibrary, start } from '../started.ts';
import { app, withAuthApp } from './app.ts';

test('the library that App authors use gets a token and works with it', async () => {
  const { simulator } = await start({ app: app() });
  const { octokit, warnings } = withAuthApp(simulator, 501);
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  expect((await octokit.repos.get(inLibrary)).data.full_name).toBe('acme/library');
  expect((await octokit.apps.getAuthenticated()).data?.slug).toBe('cascade-app');
  expect(simulator.requests().filter(({ operation }) => operation.includes('access-token'))).toHaveLength(1);
  expect(warnings).toEqual([]);
});

test.each([3600, -3600])("it corrects its clock when GitHub's is %i seconds ahead", async (clockSkewSeconds) => {
  const { simulator } = await start({ app: app({ clockSkewSeconds }) });
  const { octokit, warnings } = withAuthApp(simulator, 501);
  expect((await octokit.apps.getAuthenticated()).data?.slug).toBe('cascade-app');
  expect((await octokit.repos.get(inLibrary)).data.full_name).toBe('acme/library');
  expect(warnings.join(' ')).toMatch(/system time are different by/);
});
