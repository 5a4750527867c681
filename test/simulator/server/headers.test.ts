import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { inLibrary, octokitFor, start } from '../started.ts';

test('answers carry a request id, the API version and what is left of the rate limit', async () => {
  const { octokit } = await start();
  const first = await octokit.repos.get({ ...inLibrary, headers: { 'x-github-api-version': '2022-11-28' } });
  const second = await octokit.repos.get(inLibrary);
  expect(first.headers).toMatchObject({
    'x-github-request-id': expect.stringMatching(/^[0-9A-F-]{36}$/) as string,
    'x-github-api-version-selected': '2022-11-28',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-used': '1',
    'x-ratelimit-resource': 'core',
  });
  expect(second.headers['x-ratelimit-remaining']).toBe('4998');
  expect(second.headers['x-github-request-id']).not.toBe(first.headers['x-github-request-id']);
});

test('an unchanged answer to a conditional request is a 304 that costs nothing', async () => {
  const { simulator, octokit } = await start();
  const { headers } = await octokit.repos.listReleases(inLibrary);
  const again = { ...inLibrary, headers: { 'if-none-match': headers.etag ?? '' } };
  const unchanged = await refusal(octokit.repos.listReleases(again));
  expect(unchanged.status).toBe(304);
  expect(unchanged.response?.headers['x-ratelimit-remaining']).toBe(headers['x-ratelimit-remaining']);
  await simulator.publishRelease('acme/library', { tag: 'v1.0.0' });
  expect((await octokit.repos.listReleases(again)).data).toHaveLength(1);
});

test('each token has its own limit, and beyond it everything is refused', async () => {
  const { simulator, octokit } = await start({ tokens: ['secret-token', 'other-token'], rateLimit: 2 });
  await octokit.repos.get(inLibrary);
  await octokit.repos.get(inLibrary);
  const error = await refusal(octokit.repos.get(inLibrary));
  expect(error.status).toBe(403);
  expect(error.response?.headers).toMatchObject({ 'x-ratelimit-remaining': '0' });
  expect(Number(error.response?.headers['x-ratelimit-reset'])).toBeGreaterThan(Date.now() / 1000);
  expect((await octokitFor(simulator, 'other-token').repos.get(inLibrary)).status).toBe(200);
});

test('asking for the rate limit is free', async () => {
  const { octokit } = await start();
  await octokit.repos.get(inLibrary);
  await octokit.rateLimit.get();
  expect((await octokit.rateLimit.get()).data.resources.core).toMatchObject({ limit: 5000, used: 1, remaining: 4999 });
});

test('without a token, or with a wrong one, everything is answered with 401', async () => {
  const { simulator } = await start();
  const bare = await fetch(`${simulator.url}/repos/acme/library`);
  expect([bare.status, await bare.json()]).toMatchObject([401, { message: 'Requires authentication' }]);
  const error = await refusal(octokitFor(simulator, 'wrong').repos.get(inLibrary));
  expect([error.status, error.response?.data]).toMatchObject([401, { message: 'Bad credentials', status: '401' }]);
});

test.each([
  ['{broken', 'Problems parsing JSON'],
  ['[]', 'Body should be a JSON object'],
])('the body %s is refused with 400', async (body, message) => {
  const { simulator } = await start();
  const headers = { authorization: 'Bearer secret-token' };
  const response = await fetch(`${simulator.url}/repos/acme/library/releases`, { method: 'POST', headers, body });
  expect([response.status, await response.json()]).toMatchObject([400, { message }]);
});
