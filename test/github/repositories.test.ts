import { expect, test } from 'vitest';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

test('the account that the token belongs to is asked for once', async () => {
  await using gitHub = await simulated();
  expect(await Promise.all([gitHub.github.login('acme'), gitHub.github.login('other')])).toEqual([
    'cascade-bot',
    'cascade-bot',
  ]);
  expect(gitHub.simulator.requests()).toHaveLength(1);
});

test('a token that was wrong once is asked about again', async () => {
  let right = false;
  await using server = await serve((request, response) => {
    const answer = right ? always(200, {}, { login: 'bot' }) : always(401, {}, { message: 'Bad credentials' });
    right = true;
    answer(request, response);
  });
  const github = unpaced(server.url);
  await expect(github.login('acme')).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(await github.login('acme')).toBe('bot');
});

test('a repository has a default branch, whose head is a commit', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.repository(LIBRARY)).toEqual({ ...LIBRARY, defaultBranch: 'main', archived: false });
  const { sha } = await gitHub.simulator.push('acme/library');
  expect(await gitHub.github.commit(LIBRARY, 'main')).toBe(sha);
  expect(await gitHub.github.commit(LIBRARY, sha)).toBe(sha);
});

test('a branch or tag that is not there has no commit', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.commit(LIBRARY, 'v9.9.9')).toBeNull();
});

test('a repository that is not there is an error, not a missing branch', async () => {
  await using gitHub = await simulated();
  const commit = gitHub.github.commit({ owner: 'acme', name: 'nothing' }, 'main');
  await expect(commit).rejects.toMatchObject({ kind: 'not-found' });
  await expect(commit).rejects.toThrow('Could not find the commit of main in acme/nothing');
});

test('actions workflows are known by their file names', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.actionsWorkflows(LIBRARY)).toEqual([{ file: 'build.yml', state: 'active' }]);
});
