import { matchesName } from '../expected-artifacts.ts';
import { type Itinerary, standInArtifacts } from '../orders.ts';
import type { StandIn } from '../train-state.ts';

/** Why an earlier result can't stand in for a build of this train; nothing where it can. */
export function checkStandIn(
  itinerary: Itinerary,
  alias: string,
  earlier: StandIn & { readonly chain: string | null },
): readonly string[] {
  const { chain, plan } = itinerary;
  if (earlier.chain !== chain.name) {
    return [`that train is of the chain ${earlier.chain ?? 'of nobody'}, and this one of ${chain.name}`];
  }
  // What is not published is looked at by nobody but the builds that need it.
  if (!plan.publishes) return [];
  const missing = standInArtifacts(itinerary, alias, earlier.version).filter(
    (wanted) => !earlier.artifacts.some(({ name }) => matchesName(wanted, name)),
  );
  return missing.length === 0
    ? []
    : [`the release needs ${missing.join(', ')} of ${alias}, which that build didn't leave`];
}
