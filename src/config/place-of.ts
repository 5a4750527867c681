import { splitFullName } from './full-name.ts';
import type { ChainFile } from './schema.ts';

/** The repository on GitHub that an alias, or `owner/name`, means. */
export function placeOf(
  { repositories }: ChainFile,
  reference: string,
): { readonly owner: string; readonly name: string } {
  const entry = Object.hasOwn(repositories, reference) ? repositories[reference] : undefined;
  return splitFullName(entry?.repository ?? reference);
}
