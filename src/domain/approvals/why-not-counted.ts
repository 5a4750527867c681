import type { UnderwayTrain } from '../train-state.ts';
import type { Approver, CountedVote, Gate } from './gate.ts';
import { gateVerdict } from './gate-verdict.ts';

type GateState = UnderwayTrain['gates'][string];

/** A gate to which something can be said now, or why not. */
export type GateAt = { readonly ok: true; readonly one: GateState } | { readonly ok: false; readonly why: string };

/** Finds the gate of a train that somebody wants to say something to, at that moment (milliseconds since the epoch). */
export function votable(state: UnderwayTrain, name: string, now: number): GateAt {
  if (state.cancelled !== null) return { ok: false, why: 'the train is being cancelled, and nothing waits any more' };
  // Its name comes from outside, and every object has a "constructor".
  const one = Object.hasOwn(state.gates, name) ? state.gates[name] : undefined;
  if (one === undefined) {
    const known = Object.keys(state.gates).join(', ');
    return { ok: false, why: `the train has no gate "${name}"; it has ${known || 'none'}` };
  }
  const { since, votes } = one;
  if (since === null) return { ok: false, why: `nothing waits at gate ${name} yet; say it once something does` };
  const verdict = gateVerdict(one.gate, { since, votes, plan: state.digest, now });
  if (verdict.type === 'open') return { ok: false, why: `gate ${name} is open already` };
  if (verdict.type === 'closed') return { ok: false, why: `gate ${name} is closed: ${verdict.why}` };
  return { ok: true, one };
}

/** Why a vote with a good proof counts for nothing at this moment; `null` where it counts. */
export function whyNotCounted(state: UnderwayTrain, vote: CountedVote, now: number): string | null {
  const found = votable(state, vote.gate, now);
  if (!found.ok) return found.why;
  const { gate, since, votes } = found.one;
  if (vote.plan !== state.digest) {
    return `it is about the plan ${vote.plan}, but the train has ${state.digest}; look at the train again`;
  }
  if (since === null || vote.at < since) {
    return `it is of before the gate began to wait, ${new Date(since ?? now).toISOString()}; say it again`;
  }
  return wrongEmergency(gate, vote) ?? strangersWord(gate, vote) ?? repeated(votes, vote);
}

function wrongEmergency({ name, emergency }: Gate, vote: CountedVote): string | null {
  if (!vote.emergency) return null;
  if (emergency === null) return `gate ${name} has no other way for emergencies`;
  if (vote.verdict === 'reject') return 'a rejection is no emergency; reject without it';
  return vote.why.trim() === '' ? 'an emergency needs a reason' : null;
}

function strangersWord({ name, approvers, emergency }: Gate, vote: CountedVote): string | null {
  const asked = vote.emergency ? (emergency?.approvers ?? []) : approvers;
  if (isAmong(asked, vote.by)) return null;
  const inEmergencies = !vote.emergency && isAmong(emergency?.approvers ?? [], vote.by);
  const who = asked.map((approver) => approver.name).join(', ');
  if (inEmergencies) return `${vote.by} may only open gate ${name} as an emergency; else it is ${who} who are asked`;
  return `${vote.by} is not asked at gate ${name}${vote.emergency ? ' in an emergency' : ''}; ${who} are`;
}

function repeated(votes: readonly CountedVote[], { by, at, verdict, emergency }: CountedVote): string | null {
  const last = votes.findLast((vote) => vote.by === by);
  if (last === undefined) return null;
  if (at <= last.at) return `it is not newer than what ${by} said last, ${new Date(last.at).toISOString()}`;
  const isSame = last.verdict === verdict && last.emergency === emergency;
  return isSame ? `${by} said that already, ${new Date(last.at).toISOString()}` : null;
}

function isAmong(approvers: readonly Approver[], name: string): boolean {
  return approvers.some((approver) => approver.name === name);
}
