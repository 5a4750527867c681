import { fullName } from '../../domain/chain.ts';
import { mergeRendered } from '../../domain/fleet/merge-rendered.ts';
import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import { renderFleet } from '../../fleet/render.ts';
import { UserError } from '../user-error.ts';
import { requireFleets } from './fleet-files.ts';

/**
 * What the fleets of these `cascade.yml` files come out as together, each repository once; of these repositories alone where
 * some are named by `owner/name`.
 */
export async function renderFiles(
  files: readonly string[],
  only: readonly string[],
): Promise<readonly RenderedRepository[]> {
  const fleets = await requireFleets(files);
  const merged = mergeRendered(fleets.flatMap(renderFleet));
  if (!merged.ok) throw new UserError(merged.clash);
  const { repositories } = merged;
  if (only.length === 0) return repositories;
  const names = repositories.map(fullName);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new UserError(`${unknown.join(', ')} is not in the fleet; it has ${names.join(', ')}.`);
  return repositories.filter((repository) => only.includes(fullName(repository)));
}
