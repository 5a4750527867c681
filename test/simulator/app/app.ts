import { createSign, generateKeyPairSync } from 'node:crypto';

import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';

import type { AppScenario, InstallationScenario } from '../../../simulator/scenario-app.ts';
import type { Simulator } from '../../../simulator/simulator.ts';
import { ask } from '../ask.ts';
import { octokitFor } from '../started.ts';

/** A fresh pair of keys, as PEM. */
export function makeKey(): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** The App's key; made once, because that takes a moment. */
const appKey = makeKey();

/** What an installation may do that may do all that Cascade asks for. */
export const allPermissions = { actions: 'write', contents: 'write', pull_requests: 'write' } as const;

/** The App `cascade-app`, installed on `acme`; a test says only what is different. */
export function app(change: Partial<AppScenario> = {}): AppScenario {
  return { id: 77, slug: 'cascade-app', publicKey: appKey.publicKey, installations: [onAcme()], ...change };
}

/** Installation 501, on all of `acme`. */
export function onAcme(change: Partial<InstallationScenario> = {}): InstallationScenario {
  return { id: 501, account: 'acme', permissions: allPermissions, ...change };
}

/** Claims as GitHub wants them; times are in seconds, relative to this machine's clock. */
interface Claims {
  readonly issuer?: number | string;
  readonly issuedIn?: number;
  readonly expiresIn?: number;
  readonly privateKey?: string;
}

/** A JSON Web Token, good unless a test says otherwise. */
export function jsonWebToken({ issuer = 77, issuedIn = -30, expiresIn = 300, privateKey }: Claims = {}): string {
  const seconds = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: issuer, iat: seconds + issuedIn, exp: seconds + expiresIn };
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  const signature = createSign('sha256')
    .update(signed)
    .sign(privateKey ?? appKey.privateKey, 'base64url');
  return `${signed}.${signature}`;
}

/** The API as the App itself. */
export function asApp(simulator: Simulator): Octokit {
  return octokitFor(simulator, jsonWebToken());
}

/** The API as installation 501, with a token narrowed as the test says. */
export async function asInstallation(simulator: Simulator, narrowing: object = {}): Promise<Octokit> {
  return octokitFor(simulator, await installationToken(simulator, narrowing));
}

/** A token of installation 501. */
export async function installationToken(simulator: Simulator, narrowing: object = {}, id = 501): Promise<string> {
  const response = await ask(simulator, `/app/installations/${id}/access_tokens`, {
    method: 'POST',
    body: JSON.stringify(narrowing),
    headers: { authorization: `Bearer ${jsonWebToken()}` },
  });
  if (response.status !== 201) throw new Error(`No token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { token: string }).token;
}

/** The API with the real library that App authors use; it keeps the warnings that it logs. */
export function withAuthApp(simulator: Simulator, installationId?: number): { octokit: Octokit; warnings: string[] } {
  const warnings: string[] = [];
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: (said: string) => warnings.push(said), error: quiet };
  const auth = {
    appId: 77,
    privateKey: appKey.privateKey,
    log,
    ...(installationId === undefined ? {} : { installationId }),
  };
  return { octokit: new Octokit({ authStrategy: createAppAuth, auth, baseUrl: simulator.url, log }), warnings };
}
