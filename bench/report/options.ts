import { parseArgs } from 'node:util';

/** What a person asks of a bench. */
export interface BenchOptions {
  /** Whether the figures are printed as one JSON object instead of tables. */
  readonly json: boolean;
  /** The only case to measure; `null` for all. */
  readonly only: string | null;
}

/** Reads `--json` and, where the bench has cases, `--case NAME`. Throws with what can be given. */
export function readOptions(given: readonly string[], cases: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...given],
    options: { json: { type: 'boolean', default: false }, case: { type: 'string' } },
  });
  const only = values.case ?? null;
  if (only === null || cases.includes(only)) return { json: values.json, only };
  throw new Error(`There is no case ${only}; this bench has ${cases.length > 0 ? cases.join(', ') : 'none'}.`);
}
