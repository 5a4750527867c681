import { type Environment, readEnvironment } from '../config/environment.ts';
import { loadChains } from '../config/load.ts';
import { formatProblem } from '../config/problem.ts';
import type { Chain } from '../domain/chain.ts';
import { rememberSecret } from '../telemetry/mask.ts';
import { UserError } from './user-error.ts';

/** The environment, or an error that lists every problem in it. Its secrets are masked in all that the process says from then on. */
export function requireEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const result = readEnvironment(variables);
  if (result.ok) {
    for (const secret of secretsOf(result.environment)) rememberSecret(secret);
    return result.environment;
  }
  throw new UserError(
    `The environment is not in order:\n${result.problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
}

/** The configured chains, or an error that lists every problem in their files. */
export async function requireChains(locations: readonly string[]): Promise<readonly Chain[]> {
  const loaded = await loadChains(locations);
  if (loaded.ok) return loaded.chains;
  throw new UserError(
    `The configuration is not in order:\n${loaded.problems.map((problem) => `  ${formatProblem(problem)}`).join('\n')}`,
  );
}

function secretsOf(environment: Environment): readonly string[] {
  const { github, webhookSecrets, approvalSecret, signing, remoteApi } = environment;
  const { credentials } = github;
  const ofGitHub = credentials?.type === 'token' ? credentials.token : credentials?.privateKey;
  return [...webhookSecrets, approvalSecret, ofGitHub, signing?.key, signing?.passphrase, remoteApi?.token].filter(
    (secret) => typeof secret === 'string',
  );
}
