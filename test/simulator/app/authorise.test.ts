import { describe, expect, test } from 'vitest';

import { needOf } from '../../../simulator/app/needs.ts';
import { routes } from '../../../simulator/routes/all.ts';
import { refusal } from '../refusal.ts';
import { inLibrary, library, octokitFor, start } from '../started.ts';
import { allPermissions, app, asInstallation, installationToken, onAcme } from './app.ts';

const dispatched = { ...inLibrary, workflow_id: 'build.yml', ref: 'main' };

test.each(routes.map(({ operation }) => operation))('%s says what it needs', (operation) => {
  expect(needOf(operation)).toBeDefined();
});

test('an operation without a row is named', () => {
  expect(() => needOf('repos/nope')).toThrow("doesn't say what repos/nope needs");
});

test('an installation acts under the name of its App, as a bot', async () => {
  const { simulator } = await start({ app: app() });
  const octokit = await asInstallation(simulator);
  await octokit.actions.createWorkflowDispatch(dispatched);
  const { data } = await octokit.actions.listWorkflowRunsForRepo(inLibrary);
  expect(data.workflow_runs[0]?.actor).toMatchObject({ login: 'cascade-app[bot]', type: 'Bot' });
  const release = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1' });
  expect(release.data.author.login).toBe('cascade-app[bot]');
});

describe('too little of a permission', () => {
  const notAccessible = 'Resource not accessible by integration';
  async function reader() {
    const { simulator } = await start({ app: app() });
    return await asInstallation(simulator, { permissions: { actions: 'read', contents: 'read' } });
  }

  test('lets an installation read and not write', async () => {
    const octokit = await reader();
    expect((await octokit.actions.listWorkflowRunsForRepo(inLibrary)).status).toBe(200);
    const refused = [
      octokit.actions.createWorkflowDispatch(dispatched),
      octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain' }),
      octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1' }),
    ];
    for (const request of refused) {
      const error = await refusal(request);
      expect([error.status, error.message.split(' - ')[0]]).toEqual([403, notAccessible]);
    }
  });

  test('says so where the permission is missing altogether', async () => {
    const octokit = await reader();
    const error = await refusal(octokit.repos.checkImmutableReleases(inLibrary));
    expect([error.status, error.message.split(' - ')[0]]).toEqual([403, notAccessible]);
  });

  test('is what an installation has for asking who it is', async () => {
    const octokit = await reader();
    const error = await refusal(octokit.users.getAuthenticated());
    expect([error.status, error.message.split(' - ')[0]]).toEqual([403, notAccessible]);
  });

  test("is what it has for another organisation's settings", async () => {
    const permissions = { ...allPermissions, organization_self_hosted_runners: 'read' } as const;
    const { simulator } = await start({ app: app({ installations: [onAcme({ permissions })] }) });
    const { actions } = await asInstallation(simulator);
    expect((await actions.listSelfHostedRunnersForOrg({ org: 'acme' })).status).toBe(200);
    expect((await refusal(actions.listSelfHostedRunnersForOrg({ org: 'other' }))).status).toBe(403);
  });
});

test('a repository that the installation, or its token, does not cover is hidden from it', async () => {
  const repositories = [library(), library({ name: 'tools' }), library({ owner: 'other' })];
  const { simulator, octokit } = await start({ repositories, app: app() });
  const installed = await asInstallation(simulator);
  expect((await refusal(installed.repos.get({ owner: 'other', repo: 'library' }))).status).toBe(404);
  const narrowed = await asInstallation(simulator, { repositories: ['tools'] });
  expect((await narrowed.repos.get({ owner: 'acme', repo: 'tools' })).status).toBe(200);
  expect((await refusal(narrowed.repos.get(inLibrary))).status).toBe(404);
  expect((await octokit.repos.get({ owner: 'other', repo: 'library' })).status).toBe(200);
});

test('all tokens of an installation share its rate limit, and other installations have their own', async () => {
  const installations = [onAcme(), onAcme({ id: 502, account: 'other' })];
  const repositories = [library(), library({ owner: 'other' })];
  const { simulator, octokit } = await start({ repositories, rateLimit: 3, app: app({ installations }) });
  const [first, second] = [await asInstallation(simulator), await asInstallation(simulator)];
  const other = octokitFor(simulator, await installationToken(simulator, {}, 502));
  await first.repos.get(inLibrary);
  await first.repos.get(inLibrary);
  expect((await second.repos.get(inLibrary)).headers['x-ratelimit-remaining']).toBe('0');
  const error = await refusal(second.repos.get(inLibrary));
  expect([error.status, error.message]).toMatchObject([403, expect.stringMatching(/exceeded for installation ID 501/)]);
  const others = await other.repos.get({ owner: 'other', repo: 'library' });
  expect(others.headers['x-ratelimit-remaining']).toBe('2');
  expect((await octokit.repos.get(inLibrary)).headers['x-ratelimit-remaining']).toBe('2');
});
