import { generateKeyPairSync } from 'node:crypto';
import type { AppScenario } from '../../../simulator/scenario-app.ts';
import type { Scenario } from '../../../simulator/scenario.ts';
import type { Credentials } from '../../../src/config/credentials.ts';
import type { GitHubOptions } from '../../../src/github/github.ts';
import type { GitHub } from '../../../src/github/port.ts';
import { simulated, type SimulatedGitHub, unpaced } from './simulated.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const PKCS1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
/** The App's key, not in the form in which GitHub hands it out. */
export const PKCS8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The App that the simulator has, signing with that key. */
export function credentials(key = PKCS1): Credentials & { type: 'app' } {
  return { type: 'app', appId: '7', privateKey: key };
}

/** What Cascade needs of an installation. */
export const NEEDED = { metadata: 'read', actions: 'write', contents: 'write' } as const;

/** Cascade's App, installed in the organisation of the library. */
export function app(differences: Partial<AppScenario> = {}): AppScenario {
  return {
    id: 7,
    slug: 'cascade',
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    installations: [{ id: 70, account: 'acme', permissions: NEEDED }],
    ...differences,
  };
}

/** A simulator with the App, and the port over it. */
export async function simulatedApp(
  differences: Partial<AppScenario> = {},
  scenario: Partial<Scenario> = {},
): Promise<SimulatedGitHub> {
  const gitHub = await simulated({ app: app(differences), ...scenario });
  return { ...gitHub, github: asApp(gitHub.simulator.url) };
}

/** The port for the App, without any waiting. */
export function asApp(url: string, options: Partial<GitHubOptions> = {}): GitHub {
  return unpaced(url, { credentials: credentials(), ...options });
}
