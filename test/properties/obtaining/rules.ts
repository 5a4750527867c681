import { beginObtaining, lookAgain, proceed } from '../../../src/domain/obtaining.ts';
import { ask, finish, grant, holds } from '../../../src/domain/dispatch-lane.ts';
import { mismatch } from '../../../src/domain/run-matching.ts';
import { searchRuns } from '../../../src/domain/run-search.ts';
import { DEFAULT_TIMINGS, type Timings } from '../../../src/domain/timings.ts';

/** The rules of the program, as the model drives them. A test puts a wrong one in, to see that the model would notice. */
export interface Rules {
  readonly beginObtaining: typeof beginObtaining;
  readonly lookAgain: typeof lookAgain;
  readonly proceed: typeof proceed;
  readonly searchRuns: typeof searchRuns;
  readonly mismatch: typeof mismatch;
  readonly lane: { ask: typeof ask; finish: typeof finish; grant: typeof grant; holds: typeof holds };
  /** What the program believes; what GitHub and the engine do is measured by the true ones. */
  readonly timings: Timings;
  /** Whether a worker asks for the time before it sends. */
  readonly keepsDeadline: boolean;
  /** Whether builds whose runs show no marker dispatch one after the other. */
  readonly takesTurns: boolean;
}

/** As they are. */
export const RULES: Rules = {
  beginObtaining,
  lookAgain,
  proceed,
  searchRuns,
  mismatch,
  lane: { ask, finish, grant, holds },
  timings: DEFAULT_TIMINGS,
  keepsDeadline: true,
  takesTurns: true,
};
