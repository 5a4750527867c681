import type { IncomingMessage, RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { maskSecrets } from '../../src/telemetry/mask.ts';
import { app, asApp, credentials, NEEDED, PKCS8, simulatedApp } from './support/app.ts';
import { always, choosing, serve } from './support/loopback.ts';
import { draftAt } from './support/release.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

const soon = () => Date.now() + 10_000;
const dispatch = {
  ...LIBRARY,
  type: 'workflow_dispatch' as const,
  workflow: 'build.yml',
  ref: 'main',
  inputs: { cascade: 'm' },
};
const TOKENS = '/app/installations/{installation_id}/access_tokens';

const INSTALLATION = { id: 70, account: { login: 'acme' }, permissions: NEEDED, suspended_at: null };
const COMMIT = always(200, {}, { sha: 'abc' });
const UNAUTHORIZED = always(401, {}, { message: 'Bad credentials' });

function token(name = 'ghs_0123456789abcdef') {
  return { token: name, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: NEEDED };
}

interface AppServer {
  readonly token?: () => unknown;
  readonly rest?: (request: IncomingMessage) => RequestListener;
}

/** A GitHub where the App is installed; a test says what it is about. */
function appServer({ token: made = token, rest = () => COMMIT }: AppServer): RequestListener {
  return choosing((request) => {
    if (request.url?.endsWith('/installation') === true) return always(200, {}, INSTALLATION);
    return request.url?.endsWith('/access_tokens') === true ? always(201, {}, made()) : rest(request);
  });
}

function asked(simulator: Simulator): readonly string[] {
  return simulator.requests().map(({ method, pathTemplate, status }) => `${method} ${pathTemplate} ${String(status)}`);
}

test('an App asks for its installation once an owner, and for a token once a repository', async () => {
  await using gitHub = await simulatedApp({}, twoRepositories());
  const second = { owner: 'acme', name: 'second' };
  await gitHub.github.commit(LIBRARY, 'main');
  await gitHub.github.commit(LIBRARY, 'main');
  await gitHub.github.commit(second, 'main');
  expect(asked(gitHub.simulator)).toEqual([
    'GET /repos/{owner}/{repo}/installation 200',
    `POST ${TOKENS} 201`,
    'GET /repos/{owner}/{repo}/commits/{ref} 200',
    'GET /repos/{owner}/{repo}/commits/{ref} 200',
    `POST ${TOKENS} 201`,
    'GET /repos/{owner}/{repo}/commits/{ref} 200',
  ]);
});

test('a token is for one repository and may do no more than Cascade does', async () => {
  const permissions = { ...NEEDED, packages: 'write' } as const;
  await using gitHub = await simulatedApp({ installations: [{ id: 70, account: 'acme', permissions }] });
  await gitHub.github.commit(LIBRARY, 'main');
  const [request] = gitHub.simulator.requests().filter(({ pathTemplate }) => pathTemplate === TOKENS);
  expect(request?.body).toEqual({ repositories: ['library'], permissions: NEEDED });
});

test('those who ask at the same time share one question', async () => {
  await using gitHub = await simulatedApp();
  await Promise.all([1, 2, 3].map(() => gitHub.github.commit(LIBRARY, 'main')));
  expect(asked(gitHub.simulator).filter((request) => !request.includes('/commits/'))).toEqual([
    'GET /repos/{owner}/{repo}/installation 200',
    `POST ${TOKENS} 201`,
  ]);
});

test('organisations in which the App is installed each give tokens of their own', async () => {
  const installations = ['acme', 'other'].map((account, index) => ({ id: 70 + index, account, permissions: NEEDED }));
  await using gitHub = await simulatedApp({ installations }, twoRepositories('other'));
  expect(await gitHub.github.commit(LIBRARY, 'main')).not.toBeNull();
  expect(await gitHub.github.commit({ owner: 'other', name: 'second' }, 'main')).not.toBeNull();
  expect(await gitHub.github.login('acme')).toBe('cascade[bot]');
});

test('a key of either form signs', async () => {
  await using gitHub = await simulatedApp();
  const github = asApp(gitHub.simulator.url, { credentials: credentials(PKCS8) });
  expect(await github.dispatch(dispatch, soon())).toMatchObject({ type: 'started' });
});

test.each([-3600, 3600])("a clock that GitHub's is %i seconds ahead of does not matter", async (clockSkewSeconds) => {
  await using gitHub = await simulatedApp({ clockSkewSeconds });
  expect(await gitHub.github.commit(LIBRARY, 'main')).not.toBeNull();
});

test('a token that expired is renewed under way, and what it was for is sent again', async () => {
  let [made, good] = [0, 1];
  await using server = await serve(
    appServer({
      token: () => token(`ghs_number${(made += 1)}`),
      rest: ({ headers }) => (headers.authorization === `Bearer ghs_number${good}` ? COMMIT : UNAUTHORIZED),
    }),
  );
  const github = asApp(server.url);
  await github.commit(LIBRARY, 'main');
  good = 2;
  expect(await Promise.all([github.commit(LIBRARY, 'main'), github.commit(LIBRARY, 'v1')])).toEqual(['abc', 'abc']);
  good = 3;
  expect(await github.dispatch(dispatch, soon())).toEqual({ type: 'accepted' });
  expect(made).toBe(3);
  expect(server.received.filter(({ path }) => path.endsWith('/dispatches'))).toHaveLength(2);
});

test('a new token that GitHub does not know everywhere yet is tried again, and not for ever', async () => {
  let known = 2;
  await using server = await serve(appServer({ rest: () => ((known -= 1) < 0 ? COMMIT : UNAUTHORIZED) }));
  expect(await asApp(server.url).commit(LIBRARY, 'main')).toBe('abc');
  known = Infinity;
  await expect(asApp(server.url).commit(LIBRARY, 'main')).rejects.toMatchObject({ kind: 'unauthorized', status: 401 });
});

test('a repository that was renamed is reached under both names', async () => {
  await using gitHub = await simulatedApp();
  gitHub.simulator.rename('acme/library', 'acme/renamed');
  expect(await gitHub.github.repository(LIBRARY)).toMatchObject({ owner: 'acme', name: 'renamed' });
  expect(await gitHub.github.commit({ owner: 'acme', name: 'renamed' }, 'main')).not.toBeNull();
});

test('a repository that was transferred is reached under its old name, and not taken for a namesake', async () => {
  const installations = ['acme', 'other'].map((account, index) => ({ id: 70 + index, account, permissions: NEEDED }));
  const repository = { ...LIBRARY, workflows: [] };
  await using gitHub = await simulatedApp(
    { installations },
    { repositories: [repository, { ...repository, owner: 'other', defaultBranch: 'namesake' }] },
  );
  gitHub.simulator.rename('acme/library', 'other/moved');
  expect(await gitHub.github.repository(LIBRARY)).toMatchObject({
    owner: 'other',
    name: 'moved',
    defaultBranch: 'main',
  });
});

test('an installation that was made anew under another number is found', async () => {
  let installation = 70;
  await using server = await serve(
    choosing(({ url = '' }) => {
      if (url.endsWith('/installation')) return always(200, {}, { ...INSTALLATION, id: installation });
      if (!url.endsWith('/access_tokens')) return COMMIT;
      const current = url === `/app/installations/${installation}/access_tokens`;
      return current ? always(201, {}, token()) : always(404, {}, { message: 'Not Found' });
    }),
  );
  const github = asApp(server.url);
  await github.commit(LIBRARY, 'main');
  installation = 71;
  expect(await github.commit({ owner: 'acme', name: 'second' }, 'main')).toBe('abc');
});

test('where the App is not installed both calls and dispatches say so, and where to install it', async () => {
  await using gitHub = await simulatedApp({ installations: [] });
  const commit = gitHub.github.commit(LIBRARY, 'main');
  await expect(commit).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(commit).rejects.toThrow(
    /^Could not find the commit of main in acme\/library: the GitHub App is not installed for acme\/library\. Install it at http\S+\/installations\/new, and let it cover this repository\.$/,
  );
  expect(await gitHub.github.dispatch(dispatch, soon())).toMatchObject({
    type: 'refused',
    message: 'the GitHub App is not installed for acme/library',
    advice: expect.stringContaining('/installations/new') as string,
  });
});

test('a repository that the installation does not cover is one where the App is not installed', async () => {
  const installations = [{ id: 70, account: 'acme', permissions: NEEDED, repositories: ['second'] }];
  await using gitHub = await simulatedApp({ installations }, twoRepositories());
  expect(await gitHub.github.commit({ owner: 'acme', name: 'second' }, 'main')).not.toBeNull();
  await expect(gitHub.github.commit(LIBRARY, 'main')).rejects.toThrow('is not installed for acme/library');
});

test('a key of another App is refused in words', async () => {
  await using gitHub = await simulated({ app: app() });
  const github = unpaced(gitHub.simulator.url, { credentials: { ...credentials(), appId: '8' } });
  expect(await github.dispatch(dispatch, soon())).toMatchObject({
    type: 'refused',
    status: 401,
    advice: expect.stringContaining('CASCADE_GITHUB_APP_ID') as string,
  });
});

test('what the installation may not do is refused with the permission that it lacks', async () => {
  const permissions = { ...NEEDED, actions: 'read' } as const;
  await using gitHub = await simulatedApp({ installations: [{ id: 70, account: 'acme', permissions }] });
  expect(await gitHub.github.actionsWorkflows(LIBRARY)).toHaveLength(1);
  expect(await gitHub.github.dispatch(dispatch, soon())).toMatchObject({
    type: 'refused',
    status: 403,
    advice: expect.stringContaining('Give the GitHub App the permission Actions: write') as string,
  });
});

test('an outage on the way to a token means that the dispatch was not sent', async () => {
  await using server = await serve(always(502, {}, { message: 'Bad gateway' }));
  expect(await asApp(server.url).dispatch(dispatch, soon())).toMatchObject({ type: 'not-sent' });
  await expect(asApp(server.url).commit(LIBRARY, 'main')).rejects.toMatchObject({ kind: 'unavailable' });
  expect(server.received.filter(({ method }) => method === 'POST')).toEqual([]);
});

test("a rate limit on the App's own requests is one for what they were made for", async () => {
  const limited = always(403, { 'retry-after': '60' }, { message: 'You have exceeded a secondary rate limit' });
  await using server = await serve(limited);
  const github = asApp(server.url);
  expect(await github.dispatch(dispatch, soon())).toMatchObject({ type: 'rate-limited' });
  await expect(github.commit(LIBRARY, 'main')).rejects.toMatchObject({ kind: 'rate-limited' });
  expect(server.received).toHaveLength(1);
});

test('tokens are masked from when they are made', async () => {
  const secret = 'a-token-that-no-pattern-knows';
  await using server = await serve(appServer({ token: () => token(secret) }));
  await asApp(server.url).commit(LIBRARY, 'main');
  expect(maskSecrets(`it was ${secret}!`)).toBe('it was [masked]!');
});

test('an upload whose token has expired fails in a way that the engine tries again', async () => {
  await using server = await serve(appServer({ rest: () => UNAUTHORIZED }));
  const file = { name: 'a', size: 0, open: () => ReadableStream.from<Uint8Array>([]) };
  const upload = asApp(server.url).uploadAsset(draftAt(server.url), file, AbortSignal.timeout(10_000));
  await expect(upload).rejects.toMatchObject({ kind: 'unavailable' });
});

function twoRepositories(owner = 'acme') {
  const repository = { ...LIBRARY, workflows: [] };
  return { repositories: [repository, { ...repository, owner, name: 'second' }] };
}
