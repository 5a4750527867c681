import { patched } from '@temporalio/workflow';
import { longerPause } from '../domain/longer-pause.ts';

/** A queue or a lane that was terminated forgets who waits; so who waits for so long (in milliseconds) asks again. */
export const ASK_AGAIN_AFTER = 2 * 60_000;

/** The pause before the next time, in milliseconds: ever longer, since each adds to a history that may be months old. */
export function nextPause(before: number): number {
  // Since 2026-11; what waited before asked every two minutes.
  return patched('asks-ever-less') ? longerPause(before) : before;
}
