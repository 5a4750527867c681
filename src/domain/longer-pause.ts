const LONGEST_MS = 30 * 60_000;

/** The pause before something is asked once more, in milliseconds: twice the one before, up to half an hour. */
export function longerPause(before: number): number {
  return Math.min(2 * before, LONGEST_MS);
}
