/**
 * Whose turn it is to dispatch to an actions workflow that doesn't show the marker: a run there is told from others by
 * being the only new one, so dispatches follow one another, over all trains.
 */
export interface LaneState {
  readonly holder: Asker | null;
  /** First come, first served. */
  readonly waiting: readonly Asker[];
  /** Ids of the runs that former holders found, the newest last. */
  readonly taken: readonly number[];
  /** Turns that are over, the newest last: who asks for one of them is a request that got lost on its way. */
  readonly over: readonly Asker[];
}

/** One turn of one execution of a build's workflow. */
export interface Asker {
  readonly workflowId: string;
  readonly runId: string;
  /** The attempt that the turn is for. */
  readonly turn: number;
  /** Milliseconds for which a dispatch of a build that ended without a word may still arrive, and its run may not show. */
  readonly lingers: number;
}

/** Runs and turns older than the last so many don't matter any more: whatever is under way began after them. */
const REMEMBERED = 200;

export const EMPTY_LANE: LaneState = { holder: null, waiting: [], taken: [], over: [] };

/** Somebody wants a turn. Asking again changes nothing, nor does asking for one that is over. */
export function ask(state: LaneState, asker: Asker): LaneState {
  const known = [state.holder, ...state.waiting, ...state.over].some((other) => other !== null && same(other, asker));
  return known ? state : { ...state, waiting: [...state.waiting, asker] };
}

/** Gives the turn to the next, where nobody has it. */
export function grant(state: LaneState): LaneState {
  const [next, ...waiting] = state.waiting;
  return state.holder !== null || next === undefined ? state : { ...state, holder: next, waiting };
}

/** A turn is over, or is no longer wanted; the runs that came of it belong to somebody. */
export function finish(state: LaneState, asker: Asker, runs: readonly number[]): LaneState {
  return {
    holder: state.holder !== null && same(state.holder, asker) ? null : state.holder,
    waiting: state.waiting.filter((other) => !same(other, asker)),
    taken: [...new Set([...state.taken, ...runs])].slice(-REMEMBERED),
    over: [...state.over, asker].slice(-REMEMBERED),
  };
}

/** Whether it is this execution's turn. */
export function holds(state: LaneState, asker: Asker): boolean {
  return state.holder !== null && same(state.holder, asker);
}

function same(a: Asker, b: Asker): boolean {
  return a.workflowId === b.workflowId && a.runId === b.runId && a.turn === b.turn;
}
