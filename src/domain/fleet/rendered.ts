/** A file of the fleet as it is to stand in a repository. */
export interface RenderedFile {
  /** Path from the repository's root, with slashes. */
  readonly path: string;
  /** The whole text, its header included. */
  readonly text: string;
  /** Whether the repository keeps a file of its own there, which is never touched. */
  readonly owned: boolean;
}

/** Everything that one repository is to have. */
export interface RenderedRepository {
  readonly owner: string;
  readonly name: string;
  /** The branch that pull requests go into; `null` for the default branch. */
  readonly branch: string | null;
  readonly files: readonly RenderedFile[];
}
