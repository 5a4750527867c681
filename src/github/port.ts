import type { ActionsRun, ArtifactReport, JobReport } from '../domain/actions-run.ts';
import type { DispatchAnswer } from '../domain/dispatch-answer.ts';
import type { RateBudget } from '../domain/rate-budget.ts';

/** A repository by the name that GitHub knows it by. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/**
 * All that Cascade asks of GitHub: narrow, in our words, each method one request or one paginated list.
 * Every method throws `GitHubError` and nothing else, except `dispatch`, which answers with what is known.
 */
export interface GitHub {
  /** Login of the account that writes in this owner's repositories: a person's, or an App's (`slug[bot]`); asked once. */
  login(owner: string): Promise<string>;
  /** The repository by the name that it has now: what was renamed or transferred is followed. */
  repository(repository: RepositoryName): Promise<RepositoryName & { readonly defaultBranch: string }>;
  /** The commit that `heads/<branch>`, `tags/<tag>` or a hash stands for; `null` where there is none. */
  commit(repository: RepositoryName, ref: string): Promise<string | null>;
  /** The actions workflows that the default branch has; `file` is the name in `.github/workflows`. */
  actionsWorkflows(repository: RepositoryName): Promise<readonly ActionsWorkflow[]>;

  /**
   * Sends one dispatch, once: no answer makes it send another, but one that says for certain that it was not accepted.
   * Nothing is sent after `deadline` (milliseconds since the epoch).
   */
  dispatch(request: DispatchRequest, deadline: number): Promise<DispatchAnswer>;
  /** Actions runs from the unfiltered list, newest first, back to `since` (milliseconds since the epoch). */
  runsSince(repository: RepositoryName, since: number): Promise<readonly ActionsRun[]>;
  /** One actions run; `unchanged` where the ETag still holds, `null` where GitHub has no such run. */
  run(
    repository: RepositoryName,
    id: number,
    etag?: string,
  ): Promise<{ readonly run: ActionsRun; readonly etag: string | null } | 'unchanged' | null>;
  jobs(repository: RepositoryName, runId: number, attempt: number): Promise<readonly JobReport[]>;
  artifacts(repository: RepositoryName, runId: number): Promise<readonly ArtifactReport[]>;
  /** The environments that somebody must approve before a waiting actions run goes on. */
  pendingEnvironments(repository: RepositoryName, runId: number): Promise<readonly string[]>;
  /** Runs the failed jobs of a completed actions run again, under the same id and the next attempt. Never repeated by itself. */
  rerunFailedJobs(repository: RepositoryName, runId: number): Promise<void>;
  /** The self-hosted runners that jobs of the repository can take: its own and its organisation's. `forbidden` where the token may not see both. */
  runners(repository: RepositoryName): Promise<readonly Runner[]>;
  /** The text of a file on the default branch; `null` where there is none. */
  file(repository: RepositoryName, path: string): Promise<string | null>;
  /** The event types of repository_dispatch that an actions workflow listens to, `any` where it names none; `null` where it can't be told. */
  eventTypes(repository: RepositoryName, workflow: string): Promise<readonly string[] | 'any' | null>;
  /** What was left of the hour's requests for this owner, as the last answer said; `null` before the first. Asks nothing. */
  budget(owner: string): RateBudget | null;
  /** Asks for the cancellation of an actions run; one that has ended already is fine. */
  cancelRun(repository: RepositoryName, id: number): Promise<void>;
  /** The archive of an artifact, as it streams. Aborting the signal ends the stream. */
  downloadArtifact(
    repository: RepositoryName,
    artifactId: number,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>>;

  /** All releases, drafts included, newest first. */
  releases(repository: RepositoryName): Promise<readonly Release[]>;
  release(repository: RepositoryName, id: number): Promise<Release | null>;
  createDraft(repository: RepositoryName, draft: DraftContent): Promise<Release>;
  assets(repository: RepositoryName, releaseId: number): Promise<readonly ReleaseAsset[]>;
  deleteAsset(repository: RepositoryName, assetId: number): Promise<void>;
  uploadAsset(release: Release, asset: AssetContent, signal: AbortSignal): Promise<ReleaseAsset>;
  publish(repository: RepositoryName, releaseId: number, content: DraftContent): Promise<Release>;
}

export interface ActionsWorkflow {
  readonly file: string;
  /** GitHub's word: `active`, `disabled_manually`, ... */
  readonly state: string;
}

export interface Runner {
  readonly name: string;
  readonly online: boolean;
  readonly labels: readonly string[];
}

export type DispatchRequest = RepositoryName &
  (
    | {
        readonly type: 'workflow_dispatch';
        readonly workflow: string;
        readonly ref: string;
        readonly inputs: Readonly<Record<string, string>>;
      }
    | {
        readonly type: 'repository_dispatch';
        readonly eventType: string;
        readonly payload: Readonly<Record<string, unknown>>;
      }
  );

export interface Release {
  readonly id: number;
  readonly url: string;
  readonly uploadUrl: string;
  readonly tag: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly notes: string;
}

export interface DraftContent {
  readonly tag: string;
  /** Commit at which publishing makes the tag. */
  readonly commit: string;
  readonly title: string;
  readonly notes: string;
  readonly prerelease: boolean;
}

export interface ReleaseAsset {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  /** `uploaded` once it is whole. */
  readonly state: string;
  /** `sha256:<hex>`; `null` from old servers. */
  readonly digest: string | null;
}

export interface AssetContent {
  readonly name: string;
  readonly size: number;
  /** Opened anew for every try. */
  readonly open: () => ReadableStream<Uint8Array>;
}
