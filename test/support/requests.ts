import type { Chain } from '../../src/domain/chain.ts';
import { allValues } from '../../src/domain/expected-artifacts.ts';
import type { Actor, TrainRequest } from '../../src/domain/trigger.ts';

/** The person who does things in tests. */
export const ALICE: Actor = { type: 'person', name: 'Alice' };

type ReleaseRequest = Extract<TrainRequest, { kind: 'release' }>;
type NightlyRequest = Extract<TrainRequest, { kind: 'nightly' }>;
type CascadeRequest = Extract<TrainRequest, { kind: 'cascade' }>;

/** A release of the chain that Alice asked for, with every value of every parameter. */
export function releaseOf(chain: Chain, differences: Partial<ReleaseRequest> = {}): ReleaseRequest {
  return {
    kind: 'release',
    chain: chain.name,
    version: 'v1.4.0',
    parameters: allValues(chain.parameters),
    trigger: { type: 'manual', by: ALICE },
    refs: {},
    dryRun: false,
    ...differences,
  };
}

/** A nightly of the chain that Alice asked for. */
export function nightlyOf(chain: Chain, differences: Partial<NightlyRequest> = {}): NightlyRequest {
  return {
    kind: 'nightly',
    chain: chain.name,
    parameters: allValues(chain.parameters),
    trigger: { type: 'manual', by: ALICE },
    refs: {},
    dryRun: false,
    force: false,
    ...differences,
  };
}

/** A cascade from the heads of the given repositories that Alice asked for. */
export function cascadeOf(
  chain: Chain,
  aliases: readonly string[],
  differences: Partial<CascadeRequest> = {},
): CascadeRequest {
  return {
    kind: 'cascade',
    chain: chain.name,
    changed: aliases.map((repository) => ({ repository, commit: null, run: null })),
    line: null,
    only: false,
    parameters: allValues(chain.parameters),
    trigger: { type: 'manual', by: ALICE },
    ...differences,
  };
}
