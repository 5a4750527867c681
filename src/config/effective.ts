import { type CompleteBuild, DEFAULT_BUILD } from './defaults.ts';
import type { Path } from './problem.ts';
import type { Artifact, Build, ChainFile, RepositoryEntry } from './schema.ts';

/** A repository with the chain's defaults merged in; still in the words of the file. */
export interface EffectiveRepository {
  readonly alias: string;
  /** What stands under the alias. */
  readonly entry: RepositoryEntry;
  readonly build: CompleteBuild | null;
  readonly artifacts: readonly Artifact[];
  /** Where its artifacts are written: under the repository, or in the defaults. */
  readonly artifactsPath: Path;
}

/** Every repository of a chain as it counts, in the order of the file. */
export function effectiveRepositories({ repositories, defaults = {} }: ChainFile): readonly EffectiveRepository[] {
  return Object.entries(repositories).map(([alias, entry]) => {
    const build = effectiveBuild(entry, defaults.build);
    const yields = build?.mode === 'build';
    return {
      alias,
      entry,
      build,
      artifacts: entry.artifacts ?? (yields ? defaults.artifacts : undefined) ?? [],
      artifactsPath: entry.artifacts === undefined ? ['defaults', 'artifacts'] : ['repositories', alias, 'artifacts'],
    };
  });
}

/** What GitHub is handed with a dispatch, our own field apart: inputs, or fields of the payload. */
export function fieldsOf(build: CompleteBuild): Readonly<Record<string, string>> {
  return build.dispatch === 'workflow_dispatch' ? build.inputs : build.payload;
}

function effectiveBuild({ kind, build }: RepositoryEntry, defaults: Build = {}): CompleteBuild | null {
  if (kind === 'docs' || build === false) return null;
  return merge(merge(DEFAULT_BUILD, defaults), build ?? {});
}

/** Maps are merged key by key; everything else is replaced. */
function merge(base: CompleteBuild, over: Build): CompleteBuild {
  return {
    ...base,
    ...over,
    inputs: { ...base.inputs, ...over.inputs },
    payload: { ...base.payload, ...over.payload },
    timeouts: { ...base.timeouts, ...over.timeouts },
    retry: { ...base.retry, ...over.retry },
  };
}
