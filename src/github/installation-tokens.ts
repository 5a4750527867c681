import { setTimeout as pause } from 'node:timers/promises';
import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { rememberSecret } from '../telemetry/mask.ts';
import type { Installation } from './app-port.ts';
import { lookUpInstallation, type Narrowing } from './installation.ts';
import { makeMemo } from './memo.ts';
import { explainNoToken } from './no-token.ts';
import { APP_PERMISSIONS } from './permissions.ts';
import type { RepositoryName } from './port.ts';
import type { TokenSource } from './token-source.ts';
import { readFailure } from './transport-failure.ts';

const MINUTE = 60_000;
/** How long it may take until we see that a person gave the App more permissions, or installed it elsewhere. */
const INSTALLATION_AGE = 10 * MINUTE;
/** GitHub's servers learn of a new token one after the other; so often is a request with one sent again. */
const NEW_TOKEN_TRIES = 2;

/** What a token is asked for. */
type Grant = Narrowing & { readonly installationId: number; readonly permissions: Readonly<Record<string, string>> };

const InstallationToken = z.object({ token: z.string(), expiresAt: z.string() });

/**
 * Tokens of a GitHub App, each for one repository and no more permissions than Cascade uses; made and renewed when
 * they are needed.
 * @param backoff milliseconds before a request with a new token is first sent again
 */
export function makeInstallationTokens(app: Octokit, backoff: number): TokenSource {
  const installations = makeMemo<Installation>(INSTALLATION_AGE);
  const grants = makeMemo<Grant>(INSTALLATION_AGE);
  /** By repository, the last token that GitHub refused: the library keeps tokens by its own clock. */
  const refused = new Map<string, string>();

  async function issue(key: string, grant: Grant): Promise<string> {
    const authenticate = async (refresh: boolean) =>
      InstallationToken.parse(await app.auth({ type: 'installation', ...grant, refresh }));
    const kept = await authenticate(false);
    const { token, expiresAt } = refused.get(key) === kept.token ? await authenticate(true) : kept;
    rememberSecret(token, Date.parse(expiresAt) + 60 * MINUTE);
    return token;
  }

  /** One question for all repositories of an owner: an App is installed once an account. */
  async function usualGrant({ owner, name }: RepositoryName): Promise<Grant> {
    const installation = await installations.get(owner.toLowerCase(), async () => {
      return (await lookUpInstallation(app, { owner, name })).installation;
    });
    // Led on to another owner: there the name may be that of another repository.
    const moved = installation.account.toLowerCase() !== owner.toLowerCase();
    return moved ? ownGrant({ owner, name }) : grantOf(installation, { repositoryNames: [name] });
  }

  async function ownGrant(repository: RepositoryName): Promise<Grant> {
    const { installation, narrowing } = await lookUpInstallation(app, repository);
    return grantOf(installation, narrowing);
  }

  async function tokenOf(repository: RepositoryName): Promise<string> {
    const key = keyOf(repository);
    try {
      return await issue(key, await grants.get(key, () => usualGrant(repository)));
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    // Another name or owner by now, installed anew under another number, or with fewer permissions.
    installations.forget(repository.owner.toLowerCase());
    grants.forget(key);
    return issue(key, await grants.get(key, () => ownGrant(repository)));
  }

  return {
    async token(repository) {
      if (repository === null) throw new Error('an App has a token for a repository only');
      return tokenOf(repository).catch(async (error: unknown) => {
        throw await explainNoToken(app, repository, error);
      });
    },

    async refused(repository, token, times) {
      if (repository === null || times > 1 + NEW_TOKEN_TRIES) return false;
      if (times === 1) refused.set(keyOf(repository), token);
      else await pause(backoff * (times - 1));
      return true;
    },
  };
}

function keyOf({ owner, name }: RepositoryName): string {
  return `${owner}/${name}`.toLowerCase();
}

/** Of what Cascade uses, as much as the installation has: GitHub refuses to give more. */
function grantOf({ id, permissions: granted }: Installation, narrowing: Narrowing): Grant {
  const permissions = Object.entries(APP_PERMISSIONS).flatMap(([name, { level }]) => {
    const has = granted[name];
    return has === undefined ? [] : [[name, has === 'read' ? 'read' : level] as const];
  });
  return { ...narrowing, installationId: id, permissions: Object.fromEntries(permissions) };
}

function isRefusal(error: unknown): boolean {
  const failure = readFailure(error);
  return failure.type === 'answered' && [403, 404, 422].includes(failure.status);
}
