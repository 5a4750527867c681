/** The resolved inputs of a train: started again from them, it builds the same commits. */
export interface Lock {
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
