/** Which version of each repository belongs to a release: what a `versions.toml` says. */
export interface VersionsFile {
  /** By the name that the file gives each. */
  readonly entries: Readonly<Record<string, VersionsEntry>>;
}

/** What is said of one repository. */
export interface VersionsEntry {
  /** `null` where the file only names a tag or commit; likewise the other two. */
  readonly version: string | null;
  readonly tag: string | null;
  readonly commit: string | null;
  readonly requires: readonly Requirement[];
}

/** A version that an entry asks of another: exactly that one, or a range that begins with it. */
export interface Requirement {
  readonly name: string;
  readonly operator: RequirementOperator;
  readonly version: string;
}

/** `^` goes up to the next version that may break things, `~` to the next minor one. */
export type RequirementOperator = '=' | '>=' | '^' | '~';
