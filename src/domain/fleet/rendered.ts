/** A file of the fleet as it is to stand in a repository. */
export interface RenderedFile {
  /** Path from the repository's root, with slashes. */
  readonly path: string;
  /** The whole text, its header included. */
  readonly text: string;
}

/** Everything that one repository is to have. */
export interface RenderedRepository {
  readonly owner: string;
  readonly name: string;
  /** The branch that pull requests go into; `null` for the default branch. */
  readonly branch: string | null;
  /** The chains whose member it is; what others generated there isn't touched. Empty for a CI repository that is no member. */
  readonly chains: readonly string[];
  /** Paths that the repository keeps as its own and that are never touched, whether something is generated for them or not. */
  readonly owned: readonly string[];
  readonly files: readonly RenderedFile[];
}

/** Whether the repository is one that others take actions from: only there are files generated that belong to no chain. */
export function isCiRepository({ files }: RenderedRepository): boolean {
  return files.some(({ path }) => path.startsWith(`${ACTIONS}/`));
}

/** The folders in which a repository's generated files can be. */
export function generatedFolders(repository: RenderedRepository): readonly string[] {
  return isCiRepository(repository) ? [WORKFLOWS, ACTIONS] : [WORKFLOWS];
}

const WORKFLOWS = '.github/workflows';
const ACTIONS = 'actions';
