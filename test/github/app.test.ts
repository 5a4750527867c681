import { expect, test } from 'vitest';
import { makeGitHubApp } from '../../src/github/app.ts';
import type { GitHubApp } from '../../src/github/app-port.ts';
import type { GitHubOptions } from '../../src/github/github.ts';
import { credentials, NEEDED, simulatedApp } from './support/app.ts';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, TOKEN } from './support/simulated.ts';

const options = (baseUrl: string): GitHubOptions => ({
  baseUrl,
  credentials: credentials(),
  pacing: { writeSpacing: 0, releaseSpacing: 0, retryBackoff: 0 },
});

function appAt(baseUrl: string): GitHubApp {
  const github = makeGitHubApp(options(baseUrl));
  if (github === null) throw new Error('there is no App');
  return github;
}

test('a personal token is no App', () => {
  expect(makeGitHubApp({ baseUrl: 'http://127.0.0.1', credentials: { type: 'token', token: TOKEN } })).toBeNull();
});

test('the App tells what it may do', async () => {
  await using gitHub = await simulatedApp();
  expect(await appAt(gitHub.simulator.url).app()).toMatchObject({
    slug: 'cascade',
    permissions: expect.objectContaining(NEEDED) as unknown,
  });
});

test('an installation is found by a repository that it covers, and by no other', async () => {
  const installations = [{ id: 70, account: 'acme', permissions: NEEDED, repositories: ['library'] }];
  await using gitHub = await simulatedApp({ installations });
  const github = appAt(gitHub.simulator.url);
  expect(await github.installation(LIBRARY)).toEqual({
    id: 70,
    account: 'acme',
    permissions: NEEDED,
    suspended: false,
  });
  expect(await github.installation({ owner: 'acme', name: 'nothing' })).toBeNull();
});

test('a delivery that failed is in the log, and is sent again when asked for', async () => {
  let broken = true;
  await using hook = await serve((_request, response) => {
    response.writeHead(broken ? 500 : 204).end();
  });
  const webhooks = [{ url: hook.url, secret: 'a-secret', events: ['push'] }];
  await using gitHub = await simulatedApp({}, { webhooks });
  const github = appAt(gitHub.simulator.url);
  await gitHub.simulator.push('acme/library');
  await expect.poll(() => github.deliveries(0)).toMatchObject([{ event: 'push', delivered: false }]);
  const [failed] = await github.deliveries(0);
  broken = false;
  await github.redeliver(failed?.id ?? 0);
  await expect.poll(() => github.deliveries(0)).toHaveLength(2);
  const [again] = await github.deliveries(0);
  expect(again).toMatchObject({ guid: failed?.guid, delivered: true });
  expect(await github.webhookUrl()).toBe(hook.url);
});

test('the log is read page by page, and no further back than asked', async () => {
  await using server = await serve((request, response) => {
    const cursor = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('cursor') ?? 9);
    const items = [cursor, cursor - 1].map((at) => delivery(at));
    const link = `<http://localhost/app/hook/deliveries?per_page=100&cursor=${cursor - 2}>; rel="next"`;
    always(200, { link }, items)(request, response);
  });
  const deliveries = await appAt(server.url).deliveries(6000);
  expect(deliveries.map(({ at }) => at)).toEqual([9000, 8000, 7000, 6000]);
  expect(server.received).toHaveLength(3);
});

function delivery(seconds: number) {
  return {
    id: seconds,
    guid: `guid-${seconds}`,
    event: 'push',
    delivered_at: new Date(seconds * 1000).toISOString(),
    status_code: 200,
  };
}

test('a key that GitHub does not know is an error in words', async () => {
  await using gitHub = await simulatedApp();
  const stranger = { ...options(gitHub.simulator.url), credentials: { ...credentials(), appId: '8' } };
  const github = makeGitHubApp(stranger);
  await expect(github?.app()).rejects.toThrow(
    'Could not read the GitHub App: GitHub answered 404 (Integration not found)',
  );
});
