import type { Chain } from '../domain/chain.ts';
import type { Timings } from '../domain/timings.ts';
import type { Dependencies } from './dependencies.ts';
import { refused } from './failures.ts';

const MAXIMUM_BYTES = 1_500_000;

/** The configuration of a chain as it stands now; it stays as it is for the train that asked. */
export function loadChain({ loadChains, timings }: Pick<Dependencies, 'loadChains' | 'timings'>) {
  return async function loadChain(name: string): Promise<{ chain: Chain; timings: Timings }> {
    const chains = await loadChains();
    const chain = chains.find((candidate) => candidate.name === name);
    if (chain === undefined) {
      const known = chains.map((candidate) => candidate.name).join(', ') || 'none';
      throw refused(`There is no chain "${name}". The worker knows ${known}: check the name, and CASCADE_CHAINS.`);
    }
    const bytes = Buffer.byteLength(JSON.stringify(chain));
    if (bytes > MAXIMUM_BYTES) {
      throw refused(
        `The configuration of chain ${name} takes ${bytes} bytes; ${MAXIMUM_BYTES} is the limit. Split the chain in two.`,
      );
    }
    return { chain, timings };
  };
}
