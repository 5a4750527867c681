import type { FastifyBaseLogger } from 'fastify';
import { formatProblem } from '../config/problem.ts';
import type { Chain } from '../domain/chain.ts';
import type { ApiDependencies } from './dependencies.ts';
import { Problem } from './problem.ts';

/** The configured chains. Throws a Problem where their files are not in order; the log names each place in them. */
export async function readChains(
  { loadChains }: Pick<ApiDependencies, 'loadChains'>,
  log: FastifyBaseLogger,
): Promise<readonly Chain[]> {
  const loaded = await loadChains();
  if (loaded.ok) return loaded.chains;
  log.error({ problems: loaded.problems.map(formatProblem) }, 'The configuration of the chains is not in order');
  throw new Problem(
    'configuration-broken',
    'The configuration of the chains is not in order. The log names each place, and so does `cascade validate`.',
  );
}

/** The same, asked again only once the last answer is older than so many milliseconds. */
export function remembered(loadChains: ApiDependencies['loadChains'], age: number): ApiDependencies['loadChains'] {
  let asked = -Infinity;
  let loading: ReturnType<typeof loadChains>;
  return () => {
    if (Date.now() - asked >= age) {
      asked = Date.now();
      loading = loadChains();
    }
    return loading;
  };
}

/** The refusal of a name that no chain has. */
export function unknownChain(name: string, chains: readonly Chain[]): Problem {
  const known = chains.map((chain) => chain.name).join(', ') || 'none';
  return new Problem('unknown-chain', `There is no chain "${name}". The chains are ${known}.`);
}
