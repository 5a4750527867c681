import { expect, test } from 'vitest';

import type { Simulator } from '../../../simulator/simulator.ts';
import { allPermissions, app, asApp, asInstallation, installationToken, onAcme } from '../app/app.ts';
import { refusal } from '../refusal.ts';
import { inLibrary, library, octokitFor, start } from '../started.ts';

const two = [library(), library({ name: 'tools' }), library({ owner: 'other' })];

async function repositoriesOf(simulator: Simulator, narrowing: object = {}, id = 501): Promise<string[]> {
  const octokit = octokitFor(simulator, await installationToken(simulator, narrowing, id));
  const { data } = await octokit.apps.listReposAccessibleToInstallation();
  return data.repositories.map(({ full_name: name }) => name);
}

test('the App says what it may do and which events it hears', async () => {
  const { simulator } = await start({
    app: app(),
    webhooks: [{ url: 'http://127.0.0.1:9/', secret: 'hush', events: ['workflow_run', 'push'] }],
  });
  const { data } = await asApp(simulator).apps.getAuthenticated();
  expect(data).toMatchObject({
    slug: 'cascade-app',
    permissions: { ...allPermissions, metadata: 'read' },
    events: ['push', 'workflow_run'],
    installations_count: 1,
  });
});

test('installations are found by number, repository, organisation and person, and listed', async () => {
  const mine = { id: 502, account: 'acme-bot', permissions: { metadata: 'read' } } as const;
  const repositories = [...two, library({ owner: 'acme-bot' })];
  const { simulator } = await start({ repositories, app: app({ installations: [onAcme(), mine] }) });
  const { apps } = asApp(simulator);
  const acme = { id: 501, account: { login: 'acme' }, target_type: 'Organization', repository_selection: 'all' };
  expect((await apps.getInstallation({ installation_id: 501 })).data).toMatchObject(acme);
  expect((await apps.getRepoInstallation(inLibrary)).data).toMatchObject(acme);
  expect((await apps.getOrgInstallation({ org: 'Acme' })).data).toMatchObject(acme);
  expect((await apps.getUserInstallation({ username: 'acme-bot' })).data).toMatchObject({
    id: 502,
    target_type: 'User',
  });
  expect((await apps.listInstallations()).data.map(({ id }) => id)).toEqual([501, 502]);
});

test('where the App is not installed there is no installation', async () => {
  const { simulator } = await start({
    repositories: two,
    app: app({ installations: [onAcme({ repositories: ['library'] })] }),
  });
  const { apps } = asApp(simulator);
  expect((await apps.getRepoInstallation(inLibrary)).data).toMatchObject({ repository_selection: 'selected' });
  const tools = { owner: 'acme', repo: 'tools' };
  expect((await refusal(apps.getRepoInstallation(tools))).status).toBe(404);
  expect((await refusal(apps.getOrgInstallation({ org: 'other' }))).status).toBe(404);
  expect((await refusal(apps.getUserInstallation({ username: 'alice' }))).status).toBe(404);
  expect((await refusal(apps.getInstallation({ installation_id: 9 }))).status).toBe(404);
  expect((await refusal(apps.createInstallationAccessToken({ installation_id: 9 }))).status).toBe(404);
});

test('a token is good for an hour, and for all that the installation covers', async () => {
  const { simulator } = await start({ repositories: two, app: app() });
  const { data } = await asApp(simulator).apps.createInstallationAccessToken({ installation_id: 501 });
  expect(data).toMatchObject({ permissions: { ...allPermissions, metadata: 'read' }, repository_selection: 'all' });
  expect(data.token).toMatch(/^ghs_[0-9A-Za-z]{36}$/);
  expect(Math.abs(Date.parse(data.expires_at) - Date.now() - 3_600_000)).toBeLessThan(10_000);
  expect(await repositoriesOf(simulator)).toEqual(['acme/library', 'acme/tools']);
});

test('a token can be narrowed to repositories, by name or by id', async () => {
  const { simulator, octokit } = await start({ repositories: two, app: app() });
  const { id } = (await octokit.repos.get({ owner: 'acme', repo: 'tools' })).data;
  expect(await repositoriesOf(simulator, { repositories: ['library'] })).toEqual(['acme/library']);
  expect(await repositoriesOf(simulator, { repository_ids: [id] })).toEqual(['acme/tools']);
  const narrowed = { installation_id: 501, repositories: ['library'] };
  expect((await asApp(simulator).apps.createInstallationAccessToken(narrowed)).data).toMatchObject({
    repository_selection: 'selected',
    repositories: [{ full_name: 'acme/library' }],
  });
});

test('a token can be narrowed to permissions; reading metadata is always among them', async () => {
  const { simulator } = await start({ app: app() });
  const narrowed = { installation_id: 501, permissions: { contents: 'read' } } as const;
  const { data } = await asApp(simulator).apps.createInstallationAccessToken(narrowed);
  expect(data.permissions).toEqual({ contents: 'read', metadata: 'read' });
});

test('a token that could do more than the installation is refused', async () => {
  const selected = onAcme({ repositories: ['library'], permissions: { contents: 'read' } });
  const { simulator } = await start({ repositories: two, app: app({ installations: [selected] }) });
  const refused = async (narrowing: object) => {
    const { apps } = asApp(simulator);
    const { status, message } = await refusal(
      apps.createInstallationAccessToken({ installation_id: 501, ...narrowing }),
    );
    return [status, message.split(' - ')[0]];
  };
  const permissions = 'The permissions requested are not granted to this installation.';
  expect(await refused({ permissions: { contents: 'write' } })).toEqual([422, permissions]);
  expect(await refused({ permissions: { actions: 'read' } })).toEqual([422, permissions]);
  const repository =
    'There is at least one repository that does not exist or is not accessible to the parent installation.';
  expect(await refused({ repositories: ['tools'] })).toEqual([422, repository]);
  expect(await refused({ repository_ids: [1] })).toEqual([422, repository]);
});

test('a renamed repository stays with its installation, a transferred one does not', async () => {
  const { simulator } = await start({
    repositories: two,
    app: app({ installations: [onAcme({ repositories: ['library'] })] }),
  });
  simulator.rename('acme/library', 'acme/core');
  expect(await repositoriesOf(simulator)).toEqual(['acme/core']);
  simulator.rename('acme/core', 'other/core');
  expect(await repositoriesOf(simulator)).toEqual([]);
});

test('only an installation has repositories that it may use', async () => {
  const { octokit } = await start({ app: app() });
  const error = await refusal(octokit.apps.listReposAccessibleToInstallation());
  expect([error.status, error.message]).toMatchObject([403, expect.stringMatching(/installation access token/)]);
});

test('a token that has expired is refused', async () => {
  const { simulator } = await start({ app: app({ tokenSeconds: 0.05 }) });
  const octokit = await asInstallation(simulator);
  await expect.poll(async () => (await refusal(octokit.repos.get(inLibrary))).message).toMatch(/^Bad credentials/);
});

test('a token that nobody was given is refused', async () => {
  const { simulator } = await start({ app: app() });
  const error = await refusal(octokitFor(simulator, `ghs_${'0'.repeat(36)}`).repos.get(inLibrary));
  expect([error.status, error.message]).toMatchObject([401, expect.stringMatching(/^Bad credentials/)]);
});
