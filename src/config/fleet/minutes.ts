import { milliseconds } from '../duration.ts';

/** Whole minutes, at least one: what GitHub counts a job's time in. */
export function minutes(duration: string): number {
  return Math.max(1, Math.ceil(milliseconds(duration) / 60_000));
}
