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
      readonly type: 'release-published';
      readonly repository: RepositoryName;
      readonly tag: string;
      readonly notes: string;
      /** Whether it takes no files any more. */
      readonly immutable: boolean;
      readonly sender: string;
    }
  | {
      readonly type: 'push';
      readonly repository: RepositoryName;
      /** `null` where a tag was pushed. */
      readonly branch: string | null;
      readonly defaultBranch: string;
      /** The head after the push; zeros where the branch was deleted. */
      readonly commit: string;
      readonly deleted: boolean;
      readonly sender: string;
    }
  | { readonly type: 'ping' };

/** The event of that type. */
export type EventOf<Type extends GitHubEvent['type']> = Extract<GitHubEvent, { type: Type }>;
