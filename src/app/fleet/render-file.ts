import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import { renderFleet } from '../../fleet/render.ts';
import { UserError } from '../user-error.ts';
import { requireFleet } from './fleet-file.ts';

/** What the fleet of a `cascade.yml` comes out as, of these repositories alone where some are named by `owner/name`. */
export async function renderFile(file: string, only: readonly string[]): Promise<readonly RenderedRepository[]> {
  const repositories = renderFleet(await requireFleet(file));
  if (only.length === 0) return repositories;
  const names = repositories.map(({ owner, name }) => `${owner}/${name}`);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new UserError(`${unknown.join(', ')} is not in the fleet; it has ${names.join(', ')}.`);
  return repositories.filter(({ owner, name }) => only.includes(`${owner}/${name}`));
}
