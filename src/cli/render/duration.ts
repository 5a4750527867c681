const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A span of time as people read it: `1.2 s`, `3 min 05 s`, `2 h 07 min`. Takes milliseconds; a clock that went back counts as none. */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  const seconds = Math.floor(span / 1000);
  if (span < MINUTE) return `${(Math.floor(span / 100) / 10).toFixed(1)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min ${twoDigits(seconds % 60)} s`;
  return `${Math.floor(span / HOUR)} h ${twoDigits(Math.floor(span / MINUTE) % 60)} min`;
}

function twoDigits(amount: number): string {
  return String(amount).padStart(2, '0');
}
