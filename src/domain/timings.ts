/**
 * The durations of the engine's side of a train, in milliseconds. They are fixed for a train when it starts.
 * What a user tunes for a repository (queueing, building) is in `cascade.yml`; these are shortened by tests.
 */
export interface Timings {
  /** Counted from when the engine handed the dispatch out; after it, nothing is sent any more. */
  readonly dispatchDeadline: number;
  /** When the engine gives a dispatch up; well after the deadline, so that a stalled worker can't post a second time. */
  readonly dispatchTimeout: number;
  /** How long a dispatch may stay silent before its worker counts as dead. */
  readonly dispatchHeartbeat: number;
  /** How long after an unclear dispatch GitHub may take until its actions run shows in lists. */
  readonly settle: number;
  /** Between two looks for an actions run that isn't found yet. */
  readonly findInterval: number;
  /** How far GitHub's clock may be from ours. */
  readonly clockSkew: number;
  /** The time that one ordinary call to GitHub may take, retries apart. */
  readonly call: number;
  /** How long a transfer may stay silent before it is tried elsewhere. */
  readonly transferHeartbeat: number;
  /** The time for moving one artifact, retries apart. */
  readonly transfer: number;
  /** How long a workflow waits for the worker that remembers it, before any worker may go on with it. */
  readonly sticky: number;
  /** How long a call to GitHub is retried before the build or the publishing gives up. */
  readonly patience: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const DEFAULT_TIMINGS: Timings = {
  dispatchDeadline: 30 * SECOND,
  dispatchTimeout: 90 * SECOND,
  dispatchHeartbeat: 10 * SECOND,
  settle: MINUTE,
  findInterval: 5 * SECOND,
  clockSkew: MINUTE,
  call: MINUTE,
  transferHeartbeat: 30 * SECOND,
  transfer: 2 * HOUR,
  sticky: 10 * SECOND,
  patience: 6 * HOUR,
};
