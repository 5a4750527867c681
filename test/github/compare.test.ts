import { expect, test } from 'vitest';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

test('what came between two commits is told oldest first', async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  const base = (await github.commit(LIBRARY, 'main')) ?? '';
  const first = await simulator.push('acme/library', { message: 'Faster\n\nMuch.', login: 'ada' });
  const second = await simulator.push('acme/library', { message: 'Smaller (#7)', login: 'grace' });
  expect(await github.compare(LIBRARY, base, second.sha)).toEqual({
    url: expect.stringContaining(`/acme/library/compare/${base}...${second.sha}`) as unknown,
    total: 2,
    commits: [
      { commit: first.sha, message: 'Faster\n\nMuch.', author: 'ada' },
      { commit: second.sha, message: 'Smaller (#7)', author: 'grace' },
    ],
  });
});

test('of very many commits the last 250 are told, and how many there are', { timeout: 60_000 }, async () => {
  await using gitHub = await simulated();
  const { github, simulator } = gitHub;
  const base = (await github.commit(LIBRARY, 'main')) ?? '';
  const pushed: string[] = [];
  for (let count = 0; count < 260; count += 1) pushed.push((await simulator.push('acme/library')).sha);
  const comparison = await github.compare(LIBRARY, base, 'main');
  expect(comparison?.total).toBe(260);
  expect(comparison?.commits.map(({ commit }) => commit)).toEqual(pushed.slice(-250));
});

test('nothing came between a commit and itself', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.compare(LIBRARY, 'main', 'main')).toMatchObject({ total: 0, commits: [] });
});

test('where one of them is not there, there is no comparison', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.compare(LIBRARY, 'v0.9.0', 'main')).toBeNull();
});

test.each([
  [{ login: 'ada' }, { name: 'Ada L.' }, 'ada'],
  [null, { name: 'Ada L.' }, 'Ada L.'],
  [{}, { name: 'Ada L.' }, 'Ada L.'],
  [null, null, ''],
])('the author of account %j and commit %j is %j', async (account, written, author) => {
  const commits = [{ sha: 'abc', author: account, commit: { message: 'Faster', author: written } }];
  await using server = await serve(always(200, {}, { html_url: 'http://page', total_commits: 1, commits }));
  expect(await unpaced(server.url).compare(LIBRARY, 'a', 'b')).toMatchObject({ commits: [{ author }] });
});
