/** What is told of a repository beside its name. */
export interface RepositorySettings {
  readonly defaultBranch: string;
  /** Whether it takes no writes any more. */
  readonly archived: boolean;
}

/** A commit as git has it. */
export interface GitCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  /** The whole message. */
  readonly message: string;
}

/** A tag, annotated or plain. */
export interface Tag {
  readonly name: string;
  /** The commit that it stands for in the end, also where it is annotated. */
  readonly commit: string;
}

/** A tag to make. */
export interface NewTag {
  readonly name: string;
  readonly commit: string;
  /** Of an annotated tag; `null` for a plain one. */
  readonly message: string | null;
}

/** What lies between two commits. */
export interface Comparison {
  /** The page that shows it to a person. */
  readonly url: string;
  /** How many commits there are in all. */
  readonly total: number;
  readonly commits: readonly ComparedCommit[];
}

/** One of the commits in between. */
export interface ComparedCommit {
  readonly commit: string;
  /** The whole message. */
  readonly message: string;
  /** Login of its author, or the name in the commit where GitHub knows no account. */
  readonly author: string;
}

/** A file as it is at a branch, tag or commit. */
export interface FileAt {
  readonly text: string;
  /** Names this content: git's hash of the blob. */
  readonly blob: string;
}

/** A file to commit on a branch. */
export interface FileChange {
  readonly path: string;
  readonly branch: string;
  readonly text: string;
  readonly message: string;
  /** Name of the content that it replaces; `null` for a new file. */
  readonly previous: string | null;
}

/** An open pull request. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  /** The branch that it shall go into. */
  readonly into: string;
}

/** A pull request to open. */
export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  /** The branch with the change, and the one that it shall go into. */
  readonly branch: string;
  readonly into: string;
}
