import { createApiToken, listApiTokens, revokeApiToken } from '../app/api-tokens.ts';
import { requireEnvironment } from '../app/settings.ts';
import type { Scope } from '../domain/access/scope.ts';
import { printJson, printLines } from './output.ts';
import { canvasFor } from './render/columns.ts';
import { renderTokens } from './render/token-list.ts';

/** What `cascade token create` is asked for. */
export interface CreateOptions {
  readonly scope: readonly Scope[];
  /** Milliseconds from now on. */
  readonly expires?: number;
  readonly json?: boolean;
}

/** Makes a token. It alone goes to standard output, so that it can be put where it is needed unseen. */
export async function createToken(
  name: string,
  { scope: scopes, expires, json = false }: CreateOptions,
): Promise<void> {
  const createdAt = Date.now();
  const expiresAt = expires === undefined ? null : createdAt + expires;
  const token = await createApiToken(requireEnvironment(process.env), { name, scopes, createdAt, expiresAt });
  if (json) printJson({ name, scopes, createdAt, expiresAt, token });
  else {
    process.stderr.write(`This is the token of ${name}. Nobody can show it again: keep it where secrets are kept.\n`);
    printLines([token]);
  }
}

/** Shows every token, but not what nobody knows any more. */
export async function listTokens({ json = false }: { readonly json?: boolean }): Promise<void> {
  const tokens = await listApiTokens(requireEnvironment(process.env));
  if (json) printJson(tokens.map(({ name, scopes, createdAt, expiresAt }) => ({ name, scopes, createdAt, expiresAt })));
  else printLines(renderTokens(tokens, Date.now(), canvasFor(process.stdout)));
}

/** Revokes a token. */
export async function revokeToken(name: string): Promise<void> {
  await revokeApiToken(requireEnvironment(process.env), name);
  printLines([`${name} is revoked: a running API refuses the token from its next request on.`]);
}
