/** A number and a unit: `500ms`, `30s`, `5m`, `2h`, `1d`. */
export const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The milliseconds of a duration such as `5m`; `NaN` for any other text. */
export function milliseconds(duration: string): number {
  const [, amount, unit] = DURATION.exec(duration) ?? [];
  return Math.round(Number(amount) * (UNITS[unit ?? ''] ?? NaN));
}
