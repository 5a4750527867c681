import { now } from './clock.ts';
import type { Fault, FaultEffect } from './scenario-faults.ts';

/** A request as faults tell requests apart. */
interface Disturbable {
  readonly operation: string;
  readonly repository?: string;
}

interface FaultState {
  readonly fault: Fault;
  skip: number;
  times: number;
  /** When a rate limit is over, from the first request that it met: milliseconds since the epoch. */
  endsAt: number;
}

/** An effect as it meets one request; `endsAt` is when a rate limit is over, in milliseconds since the epoch. */
export interface MetEffect {
  readonly effect: FaultEffect;
  readonly endsAt: number;
}

/** The scenario's faults and how often each still happens. */
export class Faults {
  readonly #states: FaultState[] = [];

  constructor(faults: readonly Fault[]) {
    for (const fault of faults) this.add(fault);
  }

  /** One more fault, after those that there are. */
  add(fault: Fault): void {
    this.#states.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1, endsAt: Infinity });
  }

  /** What goes wrong with this request, used up by one; undefined where nothing does. */
  meet(request: Disturbable): MetEffect | undefined {
    for (const state of this.#states) {
      if (state.times <= 0 || state.endsAt <= now() || !fits(state.fault, request)) continue;
      if (state.skip > 0) {
        state.skip -= 1;
        continue;
      }
      state.times -= 1;
      const { effect } = state.fault;
      if (effect.kind === 'rate-limit') state.endsAt = Math.min(state.endsAt, now() + effect.seconds * 1000);
      return { effect, endsAt: state.endsAt };
    }
    return undefined;
  }
}

function fits({ operation, repository }: Fault, request: Disturbable): boolean {
  return (
    (operation === '*' || operation === request.operation) &&
    (repository === undefined || repository.toLowerCase() === request.repository?.toLowerCase())
  );
}
