import { type Environment, readEnvironment } from '../config/environment.ts';
import { loadChains } from '../config/load.ts';
import { formatProblem } from '../config/problem.ts';
import type { Chain } from '../domain/chain.ts';
import { UserError } from './user-error.ts';

/** The environment, or an error that lists every problem in it. */
export function requireEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const result = readEnvironment(variables);
  if (result.ok) return result.environment;
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
