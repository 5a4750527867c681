import type { Approver, Gate } from '../domain/approvals/gate.ts';
import { DEFAULT_GATE } from './defaults.ts';
import { milliseconds } from './duration.ts';
import type { Approver as ApproverEntry, Gate as GateEntry } from './gates-schema.ts';
import type { ChainFile } from './schema.ts';

/** The gates of the chain, every default filled in. In the place of a key there is its file still (`approver-keys.ts`). */
export function normaliseGates({ gates = [] }: ChainFile): readonly Gate[] {
  return gates.map(normaliseGate);
}

function normaliseGate(gate: GateEntry): Gate {
  const { name, before, threshold, expires, emergency } = gate;
  return {
    name,
    before,
    kinds: gate.kinds ?? DEFAULT_GATE.kinds,
    repositories: gate.repositories ?? null,
    approvers: gate.approvers.map(normaliseApprover),
    threshold,
    wait: milliseconds(gate.wait ?? DEFAULT_GATE.wait),
    expires: expires === undefined ? null : milliseconds(expires),
    emergency:
      emergency === undefined
        ? null
        : { approvers: emergency.approvers.map(normaliseApprover), threshold: emergency.threshold },
  };
}

function normaliseApprover(approver: ApproverEntry): Approver {
  return typeof approver === 'string' ? { name: approver, key: null } : approver;
}
