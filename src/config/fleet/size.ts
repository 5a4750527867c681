const UNITS: Readonly<Record<string, number>> = { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

/** The bytes of a size such as `50GiB`; `NaN` for any other text. */
export function bytes(size: string): number {
  const [, amount, unit] = /^(\d+)(MiB|GiB|TiB)$/.exec(size) ?? [];
  return Number(amount) * (UNITS[unit ?? ''] ?? NaN);
}
