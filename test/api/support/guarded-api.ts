import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { digestOf, makeToken } from '../../../src/api/access/token.ts';
import { TokenFile } from '../../../src/api/access/token-file.ts';
import type { ApiDependencies } from '../../../src/api/dependencies.ts';
import type { Scope } from '../../../src/domain/access/scope.ts';
import type { StoredToken, TokenStore } from '../../../src/domain/access/token-store.ts';
import { connectClientEngine } from '../../../src/engine/connection.ts';
import { temporaryFolder } from '../../engine/folders.ts';
import { accessPaths, emptyAccess } from '../../support/empty-access.ts';
import { appOf } from './app-of.ts';

/** A client of a port on which nobody listens. It isn't closed: the client's own retries would then find it gone. */
const nobody = connectClientEngine({ connectionOptions: { address: '127.0.0.1:1' }, namespace: 'default' });

/** An API that listens on loopback and has tokens. */
export interface GuardedApi {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly logged: readonly string[];
  readonly store: TokenFile;
  readonly paths: ReturnType<typeof accessPaths>;
  /** Asks as the holder of that token, or with that Authorization header. */
  readonly get: (path: string, authorization?: string) => Promise<Response>;
  /** Orders a nightly, which gets no further than to Temporal. */
  readonly post: (authorization: string) => Promise<Response>;
}

/** An API to which these scopes were given by a token; gives that token, too. */
export async function guardedApi(
  scopes: readonly Scope[] = ['operate'],
  differences: Partial<ApiDependencies> = {},
): Promise<GuardedApi & { readonly token: string }> {
  const folder = await temporaryFolder();
  const paths = accessPaths(folder);
  const store = new TokenFile(paths.tokens);
  const token = await addToken(store, { scopes });
  const { app, logged } = await appOf(nobody, { ...(await emptyAccess(folder)), ...differences });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...{ app, url, logged, store, paths, token },
    get: (path, authorization) =>
      fetch(`${url}${path}`, authorization === undefined ? {} : { headers: { authorization } }),
    post: (authorization) =>
      fetch(`${url}/trains`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'nightly', chain: 'acme' }),
      }),
  };
}

/** Makes a token of alice that may operate; a test names only what it is about. */
export async function addToken(store: TokenStore, differences: Partial<StoredToken> = {}): Promise<string> {
  const token = makeToken();
  const sha256 = digestOf(token);
  const added = await store.add({
    ...{ name: 'alice', scopes: ['operate'], sha256, createdAt: Date.now(), expiresAt: null },
    ...differences,
  });
  if (!added) throw new Error('There is a token of that name already');
  return token;
}

/** The problem that the answer tells of. */
export async function refusal(answer: Response): Promise<{ readonly status: number; readonly detail: string }> {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  return (await answer.json()) as { status: number; detail: string };
}
