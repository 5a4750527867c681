import type { Gate } from './approvals/gate.ts';
import type { GateVerdict } from './approvals/gate-verdict.ts';
import { assertNever } from './exhaustive.ts';
import { verdictOf } from './gates-of.ts';
import type { GateState, UnderwayTrain } from './train-state.ts';

/** A gate as people are shown it. */
export interface GateView {
  readonly name: string;
  readonly before: Gate['before'];
  readonly state: 'not-reached' | GateVerdict['type'];
  /** Who agreed, who is asked, and what it waits for, in words. */
  readonly why: string;
}

/** A gate with its verdict as things stand. */
export function viewGate(state: UnderwayTrain, one: GateState): GateView {
  const { name, before } = one.gate;
  if (one.since === null) return { name, before, state: 'not-reached', why: `nothing waits for it yet` };
  const verdict = verdictOf(state, one);
  return { name, before, state: verdict.type, why: wordsOf(verdict) };
}

/** How the gate of that name stands, in words. Throws where the train has none. */
export function explainGate(state: UnderwayTrain, name: string): string {
  const one = state.gates[name];
  if (one === undefined) throw new Error(`Internal error, please report: the train has no gate ${name}`);
  return viewGate(state, one).why;
}

function wordsOf(verdict: GateVerdict): string {
  switch (verdict.type) {
    case 'open':
      return `${verdict.by.join(', ') || 'nobody had to'} agreed${verdict.emergency ? ', as an emergency' : ''}`;
    case 'closed':
      return verdict.why;
    case 'waiting': {
      const { given, needed, open, until } = verdict;
      const asked = given >= needed ? '' : `; it can come from ${open.join(', ') || 'nobody any more'}`;
      const time = until === null ? '' : given >= needed ? `, and the wait ends ${at(until)}` : `, until ${at(until)}`;
      return `${given} of ${needed} agreed${asked}${time}`;
    }
    default:
      return assertNever(verdict);
  }
}

function at(moment: number): string {
  return new Date(moment).toISOString();
}
