import type { Approver, CountedVote, Gate } from '../../src/domain/approvals/gate.ts';

/** Approvers whom the API knows by these names. */
export function known(...names: readonly string[]): readonly Approver[] {
  return names.map((name) => ({ name, key: null }));
}

/** A gate before publishing at which one of ann and ben must agree; a test names only what it is about. */
export function gate(differences: Partial<Gate> = {}): Gate {
  return {
    name: 'ship',
    before: 'publishing',
    kinds: ['release', 'nightly', 'cascade'],
    repositories: null,
    approvers: known('ann', 'ben'),
    threshold: 1,
    wait: 0,
    expires: null,
    emergency: null,
    ...differences,
  };
}

/** Ann approves at the gate `ship` the plan d1, at time 10. */
export function vote(differences: Partial<CountedVote> = {}): CountedVote {
  return {
    ...{ gate: 'ship', verdict: 'approve', emergency: false, why: '', plan: 'd1', by: 'ann', at: 10 },
    ...differences,
  };
}
