import { sameRepository } from './build-place.ts';
import { type Chain, fullName, type Repository } from './chain.ts';
import { ignore, namesOf, type WebhookDecision } from './webhook-decision.ts';

/** Decides for each chain that the repository is in, with the components of the chain that live there. */
export function inEachChain(
  repository: { readonly owner: string; readonly name: string },
  chains: readonly Chain[],
  decideFor: (chain: Chain, here: readonly Repository[]) => readonly WebhookDecision[],
): readonly WebhookDecision[] {
  const decisions = chains.flatMap((chain) => {
    const here = chain.repositories.filter((one) => sameRepository(one, repository));
    return here.length === 0 ? [] : decideFor(chain, here);
  });
  if (decisions.length > 0) return decisions;
  return [ignore('not-in-a-chain', `${fullName(repository)} is in no chain; ${namesOf(chains)}`)];
}
