import { UserError } from '../app/user-error.ts';
import { didYouMean } from '../config/nearest.ts';
import type { Chain } from '../domain/chain.ts';

/** The chain of that name, or the only one. Throws a UserError that says which are known. */
export function chooseChain(chains: readonly Chain[], name: string | undefined): Chain {
  const names = chains.map((chain) => chain.name);
  if (name === undefined) {
    const [only, ...others] = chains;
    if (only !== undefined && others.length === 0) return only;
    throw new UserError(`Which chain? Name one by --chain: ${names.join(', ')}.`);
  }
  const chosen = chains.find((chain) => chain.name === name);
  if (chosen !== undefined) return chosen;
  throw new UserError(`No chain is called "${name}"${didYouMean(name, names)} CASCADE_CHAINS has ${names.join(', ')}.`);
}
