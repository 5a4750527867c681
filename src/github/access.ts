import type { Octokit } from '@octokit/rest';
import type { Credentials } from '../config/credentials.ts';
import { makeAppOctokit } from './app-octokit.ts';
import { makeInstallationTokens } from './installation-tokens.ts';
import { type Limits, makeLimits } from './limits.ts';
import { type ClientSettings, makeBareOctokit, makeOctokit } from './octokit.ts';
import type { RepositoryName } from './port.ts';
import { personalToken, type TokenSource } from './token-source.ts';
import { makeWriteTurns } from './write-turns.ts';

/** Those who share a rate limit: all that a token does, or an App in the repositories of one owner. */
export interface Account {
  readonly octokit: Octokit;
  /** For the dispatch alone. */
  readonly bare: Octokit;
  readonly limits: Limits;
}

/** The ways to GitHub that the credentials open. */
export interface Access {
  account(owner: string): Account;
  /** For what the App asks as itself; `null` with a personal token. */
  readonly app: Octokit | null;
}

/** The Octokit for the repositories of an owner. */
export type OctokitFor = (repository: Pick<RepositoryName, 'owner'>) => Octokit;

/** Opens them; nothing is asked yet. */
export function makeAccess(settings: ClientSettings, credentials: Credentials): Access {
  if (credentials.type === 'token') {
    const only = makeAccount(settings, personalToken(credentials.token));
    return { app: null, account: () => only };
  }
  const app = makeAppOctokit(settings, credentials);
  const tokens = makeInstallationTokens(app, settings.pacing.retryBackoff);
  const accounts = new Map<string, Account>();
  return {
    app,
    account(owner) {
      const key = owner.toLowerCase();
      const account = accounts.get(key) ?? makeAccount(settings, tokens);
      accounts.set(key, account);
      return account;
    },
  };
}

function makeAccount(settings: ClientSettings, tokens: TokenSource): Account {
  const { writeSpacing: write, releaseSpacing: release } = settings.pacing;
  const signer = { tokens, turns: makeWriteTurns({ write, release }), limits: makeLimits() };
  return {
    octokit: makeOctokit(settings, signer),
    bare: makeBareOctokit(settings, signer),
    limits: signer.limits,
  };
}
