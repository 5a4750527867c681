import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { inLibrary, start } from '../started.ts';

test('what came between two tags is told oldest first, with authors and messages', async () => {
  const { simulator, octokit } = await start();
  await simulator.publishRelease('acme/library', { tag: 'v1.0.0' });
  await simulator.push('acme/library', { message: 'First\n\nWith a reason', login: 'alice' });
  await simulator.push('acme/library', { message: 'Second (#7)', login: 'bob' });
  await simulator.publishRelease('acme/library', { tag: 'v1.1.0' });
  await simulator.push('acme/library', { message: 'Too late' });
  const { data } = await octokit.repos.compareCommitsWithBasehead({ ...inLibrary, basehead: 'v1.0.0...v1.1.0' });
  expect(data).toMatchObject({ status: 'ahead', total_commits: 2, ahead_by: 2, behind_by: 0, files: [] });
  expect(data.html_url).toBe(`${simulator.url}/acme/library/compare/v1.0.0...v1.1.0`);
  expect(data.commits.map(({ commit, author }) => [commit.message, author?.login])).toEqual([
    ['First\n\nWith a reason', 'alice'],
    ['Second (#7)', 'bob'],
  ]);
});

test('commits are identical, behind or diverged as they lie to each other', async () => {
  const { simulator, octokit } = await start();
  await simulator.publishRelease('acme/library', { tag: 'v1' });
  const status = async (basehead: string) =>
    (await octokit.repos.compareCommitsWithBasehead({ ...inLibrary, basehead })).data.status;
  expect(await status('v1...main')).toBe('identical');
  const { sha } = await simulator.push('acme/library', { branch: 'feature/fence' });
  expect(await status(`${sha}...v1`)).toBe('behind');
  await simulator.push('acme/library');
  expect(await status('main...feature/fence')).toBe('diverged');
  const { data } = await octokit.repos.compareCommitsWithBasehead({ ...inLibrary, basehead: 'main...feature/fence' });
  expect(data).toMatchObject({ ahead_by: 1, behind_by: 1, commits: [{ sha }] });
});

test('of a long way the newest 250 are told, or all of them in pages', async () => {
  const { simulator, octokit } = await start();
  await simulator.publishRelease('acme/library', { tag: 'v1' });
  for (let count = 1; count <= 260; count += 1) await simulator.push('acme/library', { message: `Change ${count}` });
  const way = { ...inLibrary, basehead: 'v1...main' };
  const { data } = await octokit.repos.compareCommitsWithBasehead(way);
  expect(data.total_commits).toBe(260);
  expect(data.commits.map(({ commit }) => commit.message)).toHaveLength(250);
  expect(data.commits[0]?.commit.message).toBe('Change 11');
  const last = await octokit.repos.compareCommitsWithBasehead({ ...way, per_page: 100, page: 3 });
  expect(last.data.commits.map(({ commit }) => commit.message)).toHaveLength(60);
  expect(last.headers.link).toContain('rel="prev"');
});

test('a comparison with what is nowhere is not found', async () => {
  const { octokit } = await start();
  for (const basehead of ['v9...main', 'main...v9', 'main']) {
    expect((await refusal(octokit.repos.compareCommitsWithBasehead({ ...inLibrary, basehead }))).status).toBe(404);
  }
});
