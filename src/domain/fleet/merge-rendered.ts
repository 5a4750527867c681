import { fullName } from '../chain.ts';
import type { RenderedRepository } from './rendered.ts';

/** Each repository once, or why that can't be, as a sentence. */
export type MergedFleets =
  | { readonly ok: true; readonly repositories: readonly RenderedRepository[] }
  | { readonly ok: false; readonly clash: string };

/**
 * One entry a repository, in whatever fleets it is: chains can share their CI repository, and it has one branch for proposals.
 * The order is that of the first mention.
 */
export function mergeRendered(rendered: readonly RenderedRepository[]): MergedFleets {
  const merged = new Map<string, RenderedRepository>();
  for (const one of rendered) {
    const key = fullName(one).toLowerCase();
    const before = merged.get(key);
    const clash = before === undefined ? null : clashOf(before, one);
    if (clash !== null) return { ok: false, clash };
    merged.set(key, before === undefined ? one : joined(before, one));
  }
  return { ok: true, repositories: [...merged.values()] };
}

function clashOf(one: RenderedRepository, other: RenderedRepository): string | null {
  const texts = new Map(other.files.map(({ path, text }) => [path, text]));
  const file = one.files.find(({ path, text }) => (texts.get(path) ?? text) !== text);
  if (file !== undefined) {
    return (
      `${fullName(one)} is in the fleet twice, and each time ${file.path} is to be another: let the chains say the same ` +
      'of their CI repository (actions, pins, cache, overrides), and a member belong to one of them.'
    );
  }
  if (one.branch === null || other.branch === null || one.branch === other.branch) return null;
  return `${fullName(one)} is in the fleet twice, on ${one.branch} and on ${other.branch}: choose one.`;
}

function joined(one: RenderedRepository, other: RenderedRepository): RenderedRepository {
  const files = new Map([...one.files, ...other.files].map((file) => [file.path, file]));
  return {
    ...one,
    branch: one.branch ?? other.branch,
    chains: [...new Set([...one.chains, ...other.chains])],
    owned: [...new Set([...one.owned, ...other.owned])],
    files: [...files.values()],
  };
}
