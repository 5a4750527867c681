import { ACTION_PINS } from '../../domain/fleet/action-pins.ts';
import type { Fleet, RunnerCache } from '../../domain/fleet/fleet.ts';
import { effectiveRepositories } from '../effective.ts';
import { splitFullName } from '../full-name.ts';
import type { ChainFile } from '../schema.ts';
import { DEFAULT_CACHE } from './defaults.ts';
import { normaliseMember } from './normalise-member.ts';
import type { FleetEntry } from './schema.ts';
import { bytes } from './size.ts';

/** The fleet that a file describes, every default filled in; `overrides` are the texts of the files that it names. */
export function normaliseFleet(file: ChainFile, fleet: FleetEntry, overrides: Fleet['overrides']): Fleet {
  return {
    chain: file.chain,
    ci: splitFullName(fleet.ci),
    actions: fleet.actions,
    pins: { ...ACTION_PINS, ...fleet.pins },
    readToken: fleet.read_token ?? null,
    cache: normaliseCache(fleet.cache),
    overrides,
    members: effectiveRepositories(file).flatMap((repository) => {
      const member = repository.entry.fleet;
      return member === undefined ? [] : [normaliseMember(file, fleet, repository, member)];
    }),
  };
}

function normaliseCache(cache: FleetEntry['cache']): RunnerCache | null {
  if (cache === undefined) return null;
  const { root, budget, free, keep } = { ...DEFAULT_CACHE, ...cache };
  return { root, budget: bytes(budget), free: bytes(free), keep };
}
