import { Refusal } from '../server/answer.ts';
import type { Grant } from '../state/app.ts';
import type { World } from '../world.ts';
import { githubTime } from './clock.ts';
import { looksLikeJsonWebToken, verifyJsonWebToken } from './json-web-token.ts';

/** Who asks: a person by a token of the scenario, the App itself by a JSON Web Token, or one of its installations. */
export type Caller =
  | { readonly kind: 'person'; readonly login: string }
  | { readonly kind: 'app'; readonly login: string }
  | { readonly kind: 'installation'; readonly login: string; readonly grant: Grant };

/** Whose token it is; refuses one that nobody has, or has no longer. */
export function callerOf({ scenario, app }: World, token: string | undefined): Caller {
  if (token === undefined) throw new Refusal(401, 'Requires authentication');
  if (scenario.tokens.includes(token)) return { kind: 'person', login: scenario.login };
  if (app === undefined) throw badCredentials();
  const grant = app.grants.get(token);
  if (grant !== undefined && grant.expiresAt > githubTime(app.scenario)) {
    return { kind: 'installation', login: app.login, grant };
  }
  if (!looksLikeJsonWebToken(token)) throw badCredentials();
  verifyJsonWebToken(app, token, githubTime(app.scenario));
  return { kind: 'app', login: app.login };
}

/** GitHub's refusal of a token that is unknown, has expired, or is of another kind than the operation takes. */
export function badCredentials(): Refusal {
  return new Refusal(401, 'Bad credentials');
}

/** Whose rate limit a request with that token counts for: all tokens of an installation share one, and so do all JSON Web Tokens. */
export function payerOf({ app }: World, token = ''): string {
  const grant = app?.grants.get(token);
  if (grant !== undefined) return `installation ID ${grant.installation.id}`;
  return app !== undefined && looksLikeJsonWebToken(token) ? 'the App' : token;
}
