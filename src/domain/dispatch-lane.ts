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
}

/** One execution of a build's workflow. */
export interface Asker {
  readonly workflowId: string;
  readonly runId: string;
}

/** Runs older than the last so many can't be mistaken for new ones: they were created before any dispatch that is under way. */
const REMEMBERED = 200;

export const EMPTY_LANE: LaneState = { holder: null, waiting: [], taken: [] };

/** Somebody wants a turn. Asking again changes nothing. */
export function ask(state: LaneState, asker: Asker): LaneState {
  const known = [state.holder, ...state.waiting].some((other) => other !== null && same(other, asker));
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
  };
}

/** Whether it is this execution's turn. */
export function holds(state: LaneState, asker: Asker): boolean {
  return state.holder !== null && same(state.holder, asker);
}

function same(a: Asker, b: Asker): boolean {
  return a.workflowId === b.workflowId && a.runId === b.runId;
}
