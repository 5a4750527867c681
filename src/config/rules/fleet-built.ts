import type { CompleteBuild } from '../defaults.ts';
import { type EffectiveRepository, effectiveRepositories } from '../effective.ts';
import type { MemberEntry } from '../fleet/schema.ts';
import type { ChainFile } from '../schema.ts';

/** A repository whose build is generated. */
export interface BuiltMember extends EffectiveRepository {
  readonly build: CompleteBuild;
  readonly member: MemberEntry;
}

/** Every repository that a generated actions workflow builds, or verifies, for the chain. */
export function builtMembers(file: ChainFile): readonly BuiltMember[] {
  return effectiveRepositories(file).flatMap((repository) => {
    const { build, entry } = repository;
    if (entry.fleet === undefined || build === null || build.runs_in !== undefined) return [];
    return [{ ...repository, build, member: entry.fleet }];
  });
}
