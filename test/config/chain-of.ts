import { parseChain } from '../../src/config/parse.ts';
import type { Chain } from '../../src/domain/chain.ts';

/** The chain that a text describes; throws where anything is wrong with it. */
export function chainOf(text: string): Chain {
  const parsed = parseChain(text, 'cascade.yml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.chain;
}
