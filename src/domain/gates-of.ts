import { gateVerdict, type GateVerdict } from './approvals/gate-verdict.ts';
import type { Gate } from './approvals/gate.ts';
import type { GateState, UnderwayTrain } from './train-state.ts';

/** The gates of a train that stand before something, in the order of the chain. */
export function gatesBefore(state: UnderwayTrain, before: Gate['before']): readonly GateState[] {
  return Object.values(state.gates).filter(({ gate }) => gate.before === before);
}

/** The verdict of a gate as things stand; one that nothing has come to yet waits. */
export function verdictOf(state: UnderwayTrain, { gate, since, votes }: GateState): GateVerdict {
  if (since === null) return { type: 'waiting', given: 0, needed: gate.threshold, open: [], until: null };
  return gateVerdict(gate, { since, votes, plan: state.digest, now: state.at });
}

/** The gates that keep a build from starting. */
export function gatesOfBuild(state: UnderwayTrain, alias: string): readonly GateState[] {
  return gatesBefore(state, 'building').filter(
    (one) => (one.gate.repositories?.includes(alias) ?? true) && verdictOf(state, one).type !== 'open',
  );
}

/** The gates that keep what comes after building from going on. */
export function closedGates(state: UnderwayTrain, before: 'publishing' | 'deploying'): readonly GateState[] {
  return gatesBefore(state, before).filter((one) => verdictOf(state, one).type !== 'open');
}

/** The names of the gates at which people refused to let it pass, or the time for that is over. */
export function closedBefore(state: UnderwayTrain, before: Gate['before']): readonly string[] {
  const closed = gatesBefore(state, before).filter((one) => verdictOf(state, one).type === 'closed');
  return closed.map(({ gate }) => gate.name);
}

/** When time alone opens or closes a gate next, milliseconds since the epoch; `null` where none does. */
export function nextGateMoment(state: UnderwayTrain): number | null {
  const moments = Object.values(state.gates).flatMap((one) => {
    const verdict = verdictOf(state, one);
    return verdict.type === 'waiting' && verdict.until !== null ? [verdict.until] : [];
  });
  return moments.length === 0 ? null : Math.min(...moments);
}
