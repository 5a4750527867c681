import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';

import type { AppScenario } from '../scenario-app.ts';
import type { Installation, Permissions } from './installation.ts';
import { covers, makeInstallation } from './installation.ts';
import type { Repository } from './repository.ts';

/** The GitHub App of a world: where it is installed, and the tokens that it was given. */
export interface App {
  readonly scenario: AppScenario;
  /** Whom its installations act as: `<slug>[bot]`. */
  readonly login: string;
  readonly publicKey: KeyObject;
  readonly installations: readonly Installation[];
  /** By token; those that have expired too. */
  readonly grants: Map<string, Grant>;
}

/** What an installation token is good for. */
export interface Grant {
  readonly installation: Installation;
  /** Those that the token was narrowed to; undefined for all that the installation covers. */
  readonly repositories: ReadonlySet<Repository> | undefined;
  readonly permissions: Permissions;
  /** By GitHub's clock, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The App as the scenario has it; throws where its key is none, or a repository that it names isn't there. */
export function makeApp(scenario: AppScenario, repositories: ReadonlyMap<string, Repository>): App {
  return {
    scenario,
    login: `${scenario.slug}[bot]`,
    publicKey: readPublicKey(scenario),
    installations: scenario.installations.map((installation) => makeInstallation(installation, repositories)),
    grants: new Map(),
  };
}

/** The installation that a repository belongs to, undefined where the App isn't installed for it. */
export function installationFor(app: App, repository: Repository): Installation | undefined {
  return app.installations.find((installation) => covers(installation, repository));
}

function readPublicKey({ slug, publicKey }: AppScenario): KeyObject {
  try {
    return createPublicKey(publicKey);
  } catch (cause) {
    throw new Error(`The App ${slug} has no key that can be read: publicKey must be PEM, of the public half.`, {
      cause,
    });
  }
}
