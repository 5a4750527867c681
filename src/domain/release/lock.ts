import type { TrainKind } from '../trigger.ts';

/** The resolved inputs of a train: started again from them, it builds the same. */
export interface Lock extends LockedCommits {
  /** What was built from these inputs; `null` where nothing was yet. It binds nobody: what is built again has a version of its own. */
  readonly released: { readonly kind: TrainKind; readonly version: string } | null;
  /** The values that the train chose, by parameter; `null` in a lock that was written without. */
  readonly parameters: Readonly<Record<string, readonly string[]>> | null;
}

/** At which commit each repository of a train is built. */
export interface LockedCommits {
  readonly chain: string;
  /** By alias; every repository that the train builds. */
  readonly repositories: Readonly<Record<string, LockedRepository>>;
}

export interface LockedRepository {
  /** `owner/name`. */
  readonly repository: string;
  /** The branch or tag that the commit was found at. */
  readonly ref: string;
  readonly commit: string;
}
