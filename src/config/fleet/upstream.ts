import type { ChainFile } from '../schema.ts';

/** The aliases of everything that a repository needs, what that needs included, sorted; those of kind docs are left out. */
export function upstreamOf({ repositories }: ChainFile, alias: string): readonly string[] {
  const found = new Set<string>();
  const open = [...(repositories[alias]?.needs ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next) || !Object.hasOwn(repositories, next)) continue;
    found.add(next);
    open.push(...(repositories[next]?.needs ?? []));
  }
  return [...found].filter((needed) => repositories[needed]?.kind !== 'docs').sort();
}
