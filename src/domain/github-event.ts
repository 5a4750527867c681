/** `owner` and `name` of a repository as GitHub writes them. */
interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** What GitHub tells of by a webhook, as far as a decision needs it. A hint to look, never the truth itself. */
export type GitHubEvent =
  | {
      readonly type: 'actions-run';
      /** GitHub's word: `requested`, `in_progress`, `completed`. */
      readonly action: string;
      readonly repository: RepositoryName;
      readonly runId: number;
      readonly attempt: number;
      /** Empty from servers that are too old to have it. */
      readonly title: string;
      /** What started the run: `workflow_dispatch`, `push` and so on. */
      readonly event: string;
      readonly status: string;
      /** File name of the actions workflow. */
      readonly workflow: string;
      /** The branch that it runs on; `null` where that isn't said. */
      readonly branch: string | null;
      /** The repository's default branch; `null` where that isn't said. */
      readonly defaultBranch: string | null;
      /** The page of the run. */
      readonly url: string;
    }
  | {
      readonly type: 'job';
      /** GitHub's word: `queued`, `waiting`, `in_progress`, `completed`. */
      readonly action: string;
      readonly repository: RepositoryName;
      readonly runId: number;
      readonly attempt: number;
    }
  | {
      /** A dispatch by which an actions workflow tells that it has built something. Whoever may dispatch can send it. */
      readonly type: 'build-report';
      /** The repository that was built, as its sender calls it: `owner/name`, name or alias; empty where it doesn't. */
      readonly of: string;
      /** The marker of the build, or any other text. */
      readonly marker: string;
      readonly status: string;
      /** `null` where the report names no run. */
      readonly runId: number | null;
    }
  | {
      /** Any other `repository_dispatch`. */
      readonly type: 'dispatch';
      /** The repository that received it. */
      readonly repository: RepositoryName;
      readonly defaultBranch: string;
      readonly eventType: string;
      /** Whatever its sender wrote. */
      readonly payload: Readonly<Record<string, unknown>>;
      /** What stands where Cascade's own dispatches have their marker; empty where nothing does. */
      readonly marker: string;
      readonly sender: string;
    }
  | {
      readonly type: 'release-published';
      readonly repository: RepositoryName;
      readonly defaultBranch: string | null;
      readonly tag: string;
      /** The branch, or the commit, that GitHub was to tag. */
      readonly target: string;
      readonly notes: string;
      /** Whether it takes no files any more. */
      readonly immutable: boolean;
      readonly sender: string;
    }
  | {
      readonly type: 'push';
      readonly repository: RepositoryName;
      /** `null` where no branch was pushed. */
      readonly branch: string | null;
      /** `null` where no tag was pushed. */
      readonly tag: string | null;
      readonly defaultBranch: string;
      /** The head after the push; zeros where the branch was deleted. */
      readonly commit: string;
      readonly deleted: boolean;
      /** Message of the head; empty where that isn't said. */
      readonly message: string;
      /** The paths that changed; `null` where GitHub doesn't tell all of them. */
      readonly paths: readonly string[] | null;
      /** When it was pushed, milliseconds since the epoch, to the second; `null` where that isn't said. */
      readonly at: number | null;
      readonly sender: string;
    }
  /** A release that was changed in a way that starts nothing. */
  | { readonly type: 'release-changed'; readonly action: string }
  /** Anything about a pull request. */
  | { readonly type: 'pull-request' }
  | { readonly type: 'ping' }
  /** An event of that name, with which Cascade does nothing. */
  | { readonly type: 'unused'; readonly event: string };

/** The event of that type. */
export type EventOf<Type extends GitHubEvent['type']> = Extract<GitHubEvent, { type: Type }>;
