import { digestOf, makeToken } from '../api/access/token.ts';
import { TokenFile } from '../api/access/token-file.ts';
import type { Environment } from '../config/environment.ts';
import type { Scope } from '../domain/access/scope.ts';
import type { StoredToken } from '../domain/access/token-store.ts';
import { inWords } from './token-words.ts';
import { UserError } from './user-error.ts';

/** What a new token is to be. Moments are milliseconds since the epoch. */
export interface TokenOrder {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

/** Makes a token of the API and keeps its digest. The token itself is given this once. */
export async function createApiToken(environment: Environment, order: TokenOrder): Promise<string> {
  const token = makeToken();
  const added = await inWords(() => storeOf(environment).add({ ...order, sha256: digestOf(token) }));
  if (added) return token;
  throw new UserError(
    `There is a token ${order.name} already: choose another name, or revoke it first by \`cascade token revoke ${order.name}\`.`,
  );
}

/** The tokens of the API, expired ones too. */
export async function listApiTokens(environment: Environment): Promise<readonly StoredToken[]> {
  return inWords(() => storeOf(environment).list());
}

/** Makes the API refuse a token from now on. */
export async function revokeApiToken(environment: Environment, name: string): Promise<void> {
  if (await inWords(() => storeOf(environment).remove(name))) return;
  throw new UserError(`There is no token ${name} in ${environment.api.tokens}: \`cascade token list\` shows all.`);
}

function storeOf({ api }: Environment): TokenFile {
  return new TokenFile(api.tokens);
}
