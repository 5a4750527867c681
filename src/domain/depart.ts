import type { Gate } from './approvals/gate.ts';
import type { Plan } from './plan.ts';
import type { RunnerShares } from './queue/admission.ts';
import type { BuildState, StandIn, UnderwayTrain } from './train-state.ts';

/** What a train departs with, beside its plan. */
export interface Departure {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Digest of what is built: approvals name it. */
  readonly digest: string;
  /** Builds at once. */
  readonly limit: number;
  readonly shares: RunnerShares;
  /** How long it waits for a person where a failure stops it, in milliseconds. */
  readonly patience: number;
  readonly gates: readonly Gate[];
  /** Builds that are there already, by alias. */
  readonly reused: Readonly<Record<string, StandIn>>;
}

/** A train whose plan has just been made: everything waits, but for what was built already. */
export function depart(plan: Plan, departure: Departure): UnderwayTrain {
  const { at, digest, limit, shares, patience, gates, reused } = departure;
  return {
    stage: 'underway',
    at,
    digest,
    plan,
    builds: Object.fromEntries(plan.builds.map(({ alias }) => [alias, initially(reused[alias], at)])),
    limit,
    shares,
    patience,
    place: 'held',
    paused: null,
    cancelled: null,
    gates: Object.fromEntries(gates.map((gate) => [gate.name, { gate, since: null, votes: [] }])),
    publishing: { status: 'waiting' },
    revived: [],
    followUp: { status: 'waiting' },
    commands: [],
  };
}

function initially(reused: StandIn | undefined, at: number): BuildState {
  return reused === undefined ? { status: 'waiting', again: null } : { ...reused, startedAt: null, settledAt: at };
}
