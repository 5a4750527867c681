import { requireChains, requireEnvironment } from '../app/settings.ts';
import type { Environment } from '../config/environment.ts';
import type { Chain } from '../domain/chain.ts';
import { chooseChain } from './choose-chain.ts';

/** The environment, and the chain that a command is about. */
export interface Configured {
  readonly environment: Environment;
  readonly chain: Chain;
}

/** Reads the environment and the chain of that name, or the only one. Throws a UserError that lists every problem. */
export async function configured(chainName: string | undefined): Promise<Configured> {
  const environment = requireEnvironment(process.env);
  const chains = await requireChains(environment.chains);
  return { environment, chain: chooseChain(chains, chainName) };
}
