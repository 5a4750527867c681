import { expect, test } from 'vitest';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

const request = { title: 'Version 1.1.0', body: 'After the release.', branch: 'bump', into: 'main' };

test('a pull request is opened once, and found by its branch', async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  await github.createBranch(LIBRARY, 'bump', (await github.commit(LIBRARY, 'main')) ?? '');
  await simulator.push('acme/library', { branch: 'bump' });
  const opened = await github.createPullRequest(LIBRARY, request);
  expect(opened).toMatchObject({
    number: 1,
    title: 'Version 1.1.0',
    url: expect.stringContaining('/pull/1') as unknown,
  });
  expect(await github.pullRequests(LIBRARY, 'bump')).toEqual([opened]);
  expect(await github.pullRequests(LIBRARY, 'main')).toEqual([]);
  await expect(github.createPullRequest(LIBRARY, request)).rejects.toMatchObject({ kind: 'conflict', status: 422 });
});

test('a pull request without any change is refused with GitHub’s words', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  await github.createBranch(LIBRARY, 'bump', (await github.commit(LIBRARY, 'main')) ?? '');
  const opening = github.createPullRequest(LIBRARY, request);
  await expect(opening).rejects.toMatchObject({ kind: 'invalid', status: 422 });
  await expect(opening).rejects.toThrow('No commits between main and bump');
});

test('only pull requests from the branch of the repository itself are ours', async () => {
  const ours = { ref: 'bump', repo: { id: 1 } };
  const listed = [
    {
      number: 4,
      html_url: 'http://page/4',
      title: 'Ours',
      body: null,
      head: ours,
      base: { ref: 'main', repo: { id: 1 } },
    },
    { number: 3, html_url: '', title: 'Other branch', head: { ...ours, ref: 'else' }, base: { repo: { id: 1 } } },
    { number: 2, html_url: '', title: 'Fork', head: { ...ours, repo: { id: 2 } }, base: { repo: { id: 1 } } },
    { number: 1, html_url: '', title: 'Deleted fork', head: { ...ours, repo: null }, base: { repo: { id: 1 } } },
  ];
  await using server = await serve(always(200, {}, listed));
  expect(await unpaced(server.url).pullRequests(LIBRARY, 'bump')).toEqual([
    { number: 4, url: 'http://page/4', title: 'Ours', body: '', into: 'main' },
  ]);
  expect(server.received[0]?.path).toContain('state=open&head=acme%3Abump');
});

test('the permission that is missing is named', async () => {
  await using server = await serve(always(403, {}, { message: 'Resource not accessible by integration' }));
  await expect(unpaced(server.url).createPullRequest(LIBRARY, request)).rejects.toThrow(
    'Give the GitHub App the permission Pull requests: write',
  );
});

test('a pull request is edited, and closed without being merged', async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  const main = (await github.commit(LIBRARY, 'main')) ?? '';
  for (const branch of ['bump', 'stable']) await github.createBranch(LIBRARY, branch, main);
  await simulator.push('acme/library', { branch: 'bump' });
  const { number, url } = await github.createPullRequest(LIBRARY, request);
  const edited = { title: 'Version 1.1.1', body: 'Later.', into: 'stable' };
  await github.editPullRequest(LIBRARY, number, edited);
  expect(await github.pullRequests(LIBRARY, 'bump')).toEqual([{ number, url, ...edited }]);
  await github.closePullRequest(LIBRARY, number, 'No longer wanted.');
  expect(await github.pullRequests(LIBRARY, 'bump')).toEqual([]);
});
