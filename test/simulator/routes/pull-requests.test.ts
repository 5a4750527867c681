import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { inLibrary, start } from '../started.ts';

const versions = { ...inLibrary, title: 'Versions of 1.4.0', head: 'cascade/v1.4.0', base: 'main', body: 'By Cascade' };

test('a pull request is found by its branch, and by its number', async () => {
  const { simulator, octokit } = await start();
  const { sha } = await simulator.push('acme/library', { branch: versions.head });
  const { status, data } = await octokit.pulls.create(versions);
  expect(status).toBe(201);
  expect(data).toMatchObject({
    number: 1,
    state: 'open',
    title: versions.title,
    body: 'By Cascade',
    user: { login: 'acme-bot' },
    head: { ref: versions.head, sha, label: `acme:${versions.head}` },
    base: { ref: 'main' },
    commits: 1,
    merged: false,
  });
  expect((await octokit.pulls.get({ ...inLibrary, pull_number: 1 })).data).toEqual(data);
  expect((await refusal(octokit.pulls.get({ ...inLibrary, pull_number: 2 }))).status).toBe(404);
  const numbers = async (query: object) =>
    (await octokit.pulls.list({ ...inLibrary, ...query })).data.map(({ number }) => number);
  expect(await numbers({ head: `acme:${versions.head}`, state: 'open' })).toEqual([1]);
  expect(await numbers({ head: 'acme:other' })).toEqual([]);
  expect(await numbers({ head: 'other' })).toEqual([1]);
  expect(await numbers({ base: 'next' })).toEqual([]);
  expect(await numbers({ state: 'closed' })).toEqual([]);
  expect(await numbers({ state: 'all' })).toEqual([1]);
});

test('a second pull request of a branch is refused while the first is open', async () => {
  const { simulator, octokit } = await start();
  await simulator.push('acme/library', { branch: versions.head });
  await octokit.pulls.create(versions);
  const again = await refusal(octokit.pulls.create(versions));
  expect(again.status).toBe(422);
  expect(again.response?.data).toMatchObject({
    errors: [{ code: 'custom', message: `A pull request already exists for acme:${versions.head}.` }],
  });
});

test('a pull request without commits, or from or into what is nowhere, is refused', async () => {
  const { simulator, octokit } = await start();
  await simulator.push('acme/library', { branch: versions.head });
  const main = { ...versions, head: 'main', base: versions.head };
  const errorOf = async (request: typeof versions) => (await refusal(octokit.pulls.create(request))).response?.data;
  expect(await errorOf(main)).toMatchObject({ errors: [{ message: `No commits between ${versions.head} and main` }] });
  expect(await errorOf({ ...versions, head: 'nope' })).toMatchObject({ errors: [{ field: 'head', code: 'invalid' }] });
  expect(await errorOf({ ...versions, base: 'nope' })).toMatchObject({ errors: [{ field: 'base', code: 'invalid' }] });
});

test('a merged pull request brings its files to the base, and another can be made', async () => {
  const { simulator, octokit } = await start();
  await simulator.push('acme/library', { branch: versions.head, files: { 'versions.toml': 'one = 2\n' } });
  await octokit.pulls.create(versions);
  await simulator.push('acme/library', { files: { 'README.md': 'Hello' } });
  const { sha } = simulator.mergePullRequest('acme/library', 1);
  expect((await octokit.pulls.get({ ...inLibrary, pull_number: 1 })).data).toMatchObject({
    state: 'closed',
    merged: true,
    merge_commit_sha: sha,
  });
  const headers = { accept: 'application/vnd.github.raw+json' };
  for (const [path, text] of [
    ['versions.toml', 'one = 2\n'],
    ['README.md', 'Hello'],
  ] as const) {
    expect((await octokit.repos.getContent({ ...inLibrary, path, ref: 'main', headers })).data).toBe(text);
  }
  expect((await octokit.pulls.create(versions)).data.number).toBe(2);
  expect(() => simulator.mergePullRequest('acme/library', 1)).toThrow('is not open');
});

test('a pull request whose branch is deleted is closed', async () => {
  const { simulator, octokit } = await start();
  const { sha } = await simulator.push('acme/library', { branch: versions.head });
  await octokit.pulls.create(versions);
  await octokit.git.deleteRef({ ...inLibrary, ref: `heads/${versions.head}` });
  expect((await octokit.pulls.list(inLibrary)).data).toEqual([]);
  expect((await octokit.pulls.get({ ...inLibrary, pull_number: 1 })).data).toMatchObject({
    state: 'closed',
    head: { sha },
  });
});
