import type { RunnerCache } from '../domain/fleet/fleet.ts';

/** How a template leaves the runner's cache open; without one the root is empty, and nothing is restored nor saved. */
const NONE: RunnerCache = { root: '', budget: 0, free: 0, keep: 3 };

/** The text of a template with the folder and the limits of the runners' cache put in. */
export function withCache(text: string, cache: RunnerCache | null): string {
  const { root, budget, free, keep } = cache ?? NONE;
  const values: Readonly<Record<string, string>> = {
    CACHE_ROOT: `'${root.replaceAll("'", "''")}'`,
    CACHE_BUDGET: `'${budget}'`,
    CACHE_FREE: `'${free}'`,
    CACHE_KEEP: `'${keep}'`,
  };
  return text.replace(
    /\b(CACHE_(?:ROOT|BUDGET|FREE|KEEP)): set\b/g,
    (_, name: string) => `${name}: ${values[name] ?? ''}`,
  );
}
