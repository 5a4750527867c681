import { expect, test } from 'vitest';

import type { Simulator } from '../../../simulator/simulator.ts';
import { ask } from '../ask.ts';
import { start } from '../started.ts';
import { app, installationToken, jsonWebToken, makeKey } from './app.ts';

async function askAsApp(simulator: Simulator, token: string, path = '/app') {
  const response = await ask(simulator, path, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, date: response.headers.get('date'), body: await response.json() };
}

const undecodable = { status: 401, body: { message: 'A JSON web token could not be decoded' } };

test('a JSON Web Token that the App signed is accepted', async () => {
  const { simulator } = await start({ app: app() });
  expect(await askAsApp(simulator, jsonWebToken())).toMatchObject({
    status: 200,
    body: { id: 77, slug: 'cascade-app' },
  });
  expect(await askAsApp(simulator, jsonWebToken({ issuer: '77' }))).toMatchObject({ status: 200 });
});

test("one that lives for more than ten minutes is refused, in GitHub's words", async () => {
  const { simulator } = await start({ app: app() });
  const message = "'Expiration time' claim ('exp') is too far in the future";
  expect(await askAsApp(simulator, jsonWebToken({ expiresIn: 660 }))).toMatchObject({ status: 401, body: { message } });
});

test('one that has expired is refused', async () => {
  const { simulator } = await start({ app: app() });
  const message =
    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
  expect(await askAsApp(simulator, jsonWebToken({ expiresIn: -1 }))).toMatchObject({ status: 401, body: { message } });
});

test('one that was issued in the future is refused', async () => {
  const { simulator } = await start({ app: app() });
  const message = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
  expect(await askAsApp(simulator, jsonWebToken({ issuedIn: 60 }))).toMatchObject({ status: 401, body: { message } });
});

test("times are those of GitHub's clock, which answers tell", async () => {
  const { simulator } = await start({ app: app({ clockSkewSeconds: 3600 }) });
  const late = await askAsApp(simulator, jsonWebToken());
  expect(late.status).toBe(401);
  expect(Math.abs(Date.parse(late.date ?? '') - Date.now() - 3_600_000)).toBeLessThan(10_000);
  expect(await askAsApp(simulator, jsonWebToken({ issuedIn: 3570, expiresIn: 3900 }))).toMatchObject({ status: 200 });
});

test('one that somebody else signed can not be decoded, nor can what is none', async () => {
  const { simulator } = await start({ app: app() });
  const { privateKey } = makeKey();
  expect(await askAsApp(simulator, jsonWebToken({ privateKey }))).toMatchObject(undecodable);
  expect(await askAsApp(simulator, 'a.b.c')).toMatchObject(undecodable);
  const [header, payload] = jsonWebToken().split('.');
  expect(await askAsApp(simulator, `${header ?? ''}.${payload ?? ''}.`)).toMatchObject(undecodable);
});

test('an App that GitHub does not know is not found', async () => {
  const { simulator } = await start({ app: app() });
  expect(await askAsApp(simulator, jsonWebToken({ issuer: 78 }))).toMatchObject({
    status: 404,
    body: { message: 'Integration not found' },
  });
});

test("what is the App's takes no other token, and what isn't takes no JSON Web Token", async () => {
  const { simulator } = await start({ app: app() });
  expect(await askAsApp(simulator, 'secret-token')).toMatchObject(undecodable);
  expect(await askAsApp(simulator, await installationToken(simulator))).toMatchObject(undecodable);
  const refused = { status: 401, body: { message: 'Bad credentials' } };
  expect(await askAsApp(simulator, jsonWebToken(), '/repos/acme/library')).toMatchObject(refused);
  expect(await askAsApp(simulator, jsonWebToken(), '/user')).toMatchObject(refused);
});

test('without an App, a JSON Web Token is a token that nobody has', async () => {
  const { simulator } = await start();
  expect(await askAsApp(simulator, jsonWebToken())).toMatchObject({
    status: 401,
    body: { message: 'Bad credentials' },
  });
});

test('an App whose key can not be read, or that names a repository that is not there, is no scenario', async () => {
  await expect(start({ app: app({ publicKey: 'none' }) })).rejects.toThrow('cascade-app has no key that can be read');
  const installations = [{ id: 501, account: 'acme', permissions: {}, repositories: ['nope'] }];
  await expect(start({ app: app({ installations }) })).rejects.toThrow(
    "The App's installation 501 names acme/nope: the scenario has no such repository.",
  );
});
