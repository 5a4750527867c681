import type { Timings } from '../../src/domain/timings.ts';

/** What must be noticed quickly where workers are killed: that one is gone. */
export const QUICK_TO_NOTICE: Partial<Timings> = {
  sticky: 500,
  call: 2000,
  dispatchHeartbeat: 1500,
  dispatchDeadline: 1000,
  dispatchTimeout: 6000,
  transferHeartbeat: 1500,
  settle: 1000,
  findInterval: 100,
};
