import { expect, test } from 'vitest';
import { ownLogins } from '../../src/app/own-logins.ts';
import { requireEnvironment } from '../../src/app/settings.ts';
import { app, credentials } from '../github/support/app.ts';
import { startAcme } from '../support/acme.ts';

test('the login of an App is its own; that of a personal token is a person’s, whose pushes count', async () => {
  const acme = await startAcme({ app: app() });
  const { appId, privateKey } = credentials();
  const asApp = { CASCADE_GITHUB_APP_ID: appId, CASCADE_GITHUB_APP_KEY: privateKey };
  expect(await ownLogins(requireEnvironment(acme.variables(asApp)))).toEqual(['cascade[bot]']);
  expect(await ownLogins(requireEnvironment(acme.variables()))).toEqual([]);
});
