import { expect, test } from 'vitest';

import { ask, dispatch } from '../ask.ts';
import { refusal } from '../refusal.ts';
import { buildWorkflow, completedRun, inLibrary, library, start } from '../started.ts';

test('a renamed repository answers under its new name, with the same id, and its runs show it', async () => {
  const { simulator, octokit } = await start();
  const run = await completedRun(simulator, octokit);
  const { data: before } = await octokit.repos.get(inLibrary);
  simulator.rename('acme/library', 'acme/books');
  const { data: after } = await octokit.repos.get({ owner: 'acme', repo: 'books' });
  expect(after).toMatchObject({ id: before.id, full_name: 'acme/books', name: 'books' });
  const { data } = await octokit.actions.getWorkflowRun({ owner: 'acme', repo: 'books', run_id: run });
  expect(data.html_url).toBe(`${simulator.url}/acme/books/actions/runs/${run}`);
  expect(simulator.runs('acme/books')).toHaveLength(1);
});

test('the old name redirects reads with 301 and writes with 307, to an address that answers', async () => {
  const { simulator } = await start();
  simulator.rename('acme/library', 'elsewhere/library');
  const read = await ask(simulator, '/repos/acme/library/actions/runs?per_page=5');
  expect(read.status).toBe(301);
  const location = read.headers.get('location') ?? '';
  expect(location).toMatch(/\/repositories\/\d+\/actions\/runs\?per_page=5$/);
  expect(await read.json()).toMatchObject({ message: 'Moved Permanently', url: location });
  expect((await ask(simulator, location.slice(simulator.url.length))).status).toBe(200);

  const write = await dispatch(simulator);
  expect(write.status).toBe(307);
  expect(simulator.runs()).toEqual([]);
  await dispatch(simulator, { redirect: 'follow' });
  expect(simulator.runs('elsewhere/library')).toHaveLength(1);
  expect(simulator.requests().at(-1)).toMatchObject({
    pathTemplate: '/repos/{owner}/{repo}/dispatches',
    repository: 'elsewhere/library',
    status: 204,
  });
});

test('an upload to the old name is redirected to the address of uploads', async () => {
  const { simulator } = await start();
  simulator.rename('acme/library', 'acme/books');
  const answer = await ask(simulator, '/uploads/repos/acme/library/releases/1/assets?name=a', { method: 'POST' });
  expect(answer.status).toBe(307);
  expect(answer.headers.get('location')).toMatch(/\/uploads\/repositories\/\d+\/releases\/1\/assets\?name=a$/);
});

test('the old name is free for another repository, and a name that is taken is refused', async () => {
  const { simulator, octokit } = await start({ repositories: [library(), library({ name: 'other' })] });
  expect(() => {
    simulator.rename('acme/library', 'acme/Other');
  }).toThrow(/There is a repository acme\/Other already/);
  expect(() => {
    simulator.rename('acme/library', 'books');
  }).toThrow(/give owner\/name/);
  const { data: other } = await octokit.repos.get({ owner: 'acme', repo: 'other' });
  simulator.rename('acme/library', 'acme/books');
  simulator.rename('acme/other', 'acme/library');
  expect((await octokit.repos.get(inLibrary)).data.id).toBe(other.id);
});

test('what is held or disturbed in a repository stays so under its new name', async () => {
  const { simulator } = await start({ behaviours: [{ kind: 'hold', repository: 'acme/library' }] });
  const path = buildWorkflow().path;
  simulator.dispatchAsPerson('acme/library', path);
  simulator.rename('acme/library', 'acme/books');
  simulator.dispatchAsPerson('acme/books', path);
  expect(simulator.runs().map(({ status }) => status)).toEqual(['in_progress', 'in_progress']);
  simulator.release('acme/books');
  await simulator.when(() => simulator.runs().every(({ conclusion }) => conclusion === 'success'));
});

test('a renamed default branch is the default branch, and takes dispatches in place of the old one', async () => {
  const { simulator, octokit } = await start();
  const { sha } = await simulator.push('acme/library');
  simulator.renameBranch('acme/library', 'main', 'trunk');
  expect((await octokit.repos.get(inLibrary)).data.default_branch).toBe('trunk');
  const build = { ...inLibrary, workflow_id: 'build.yml' };
  expect((await refusal(octokit.actions.createWorkflowDispatch({ ...build, ref: 'main' }))).status).toBe(422);
  await octokit.actions.createWorkflowDispatch({ ...build, ref: 'trunk' });
  expect(simulator.runs()[0]?.headSha).toBe(sha);
});

test('a branch that is not there, or whose new name is taken, is not renamed', async () => {
  const { simulator } = await start();
  await simulator.push('acme/library', { branch: 'next' });
  expect(() => {
    simulator.renameBranch('acme/library', 'nope', 'trunk');
  }).toThrow(/no branch nope; it has main, next/);
  expect(() => {
    simulator.renameBranch('acme/library', 'next', 'main');
  }).toThrow(/has a branch main already/);
});
