import type { ActionsRun, ArtifactReport, JobReport } from '../domain/actions-run.ts';
import type { DispatchAnswer } from '../domain/dispatch-answer.ts';
import type { RateBudget } from '../domain/rate-budget.ts';
import type {
  Comparison,
  FileAt,
  FileChange,
  GitCommit,
  NewPullRequest,
  NewTag,
  PullRequest,
  RepositorySettings,
  Tag,
} from './port-code.ts';
import type { AssetContent, DraftContent, PublishContent, Release, ReleaseAsset } from './port-releases.ts';

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
  repository(repository: RepositoryName): Promise<RepositoryName & RepositorySettings>;
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
  /** What is stored of an artifact, as it streams. Aborting the signal ends the stream. */
  downloadArtifact(repository: RepositoryName, artifactId: number, signal: AbortSignal): Promise<StoredArtifact>;

  /** All releases, drafts included, newest first. */
  releases(repository: RepositoryName): Promise<readonly Release[]>;
  release(repository: RepositoryName, id: number): Promise<Release | null>;
  /** The published release of a tag; drafts don't show by tag. */
  releaseByTag(repository: RepositoryName, tag: string): Promise<Release | null>;
  /** The release that the repository's page and its `latest` link lead to; `null` where there is none. */
  latestRelease(repository: RepositoryName): Promise<Release | null>;
  createDraft(repository: RepositoryName, draft: DraftContent): Promise<Release>;
  /** Replaces the notes and nothing else. */
  updateNotes(repository: RepositoryName, releaseId: number, tag: string, notes: string): Promise<Release>;
  /** Removes a release with its files; its tag stays. One that is gone already is fine. */
  deleteRelease(repository: RepositoryName, id: number): Promise<void>;
  assets(repository: RepositoryName, releaseId: number): Promise<readonly ReleaseAsset[]>;
  deleteAsset(repository: RepositoryName, assetId: number): Promise<void>;
  uploadAsset(release: Release, asset: AssetContent, signal: AbortSignal): Promise<ReleaseAsset>;
  /** The content of a release's file, as it streams. Aborting the signal ends the stream. */
  downloadAsset(repository: RepositoryName, assetId: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  publish(repository: RepositoryName, releaseId: number, content: PublishContent): Promise<Release>;
  /** Makes a published release the repository's latest, and changes nothing else about it. */
  makeLatest(repository: RepositoryName, releaseId: number, tag: string): Promise<void>;
  /** Whether releases that are published here can't be changed any more; `null` where the token may not see the setting. */
  immutableReleases(repository: RepositoryName): Promise<boolean | null>;

  /** The tags whose names begin so. */
  tags(repository: RepositoryName, prefix: string): Promise<readonly Tag[]>;
  /** Makes a tag: an annotated one with a message, else a plain one. `taken` where the name is in use, on whatever commit. */
  createTag(repository: RepositoryName, tag: NewTag): Promise<'created' | 'taken'>;
  /** Removes a tag; one that is gone already is fine. */
  deleteTag(repository: RepositoryName, tag: string): Promise<void>;
  /** What came between two commits, oldest first, at most the last 250. `null` where one of them isn't there. */
  compare(repository: RepositoryName, base: string, head: string): Promise<Comparison | null>;

  /** A file at a branch, tag or commit; `null` where there is none. */
  fileAt(repository: RepositoryName, path: string, ref: string): Promise<FileAt | null>;
  /**
   * What git calls the content of each path at a commit, of a file or a folder: the same id for the same content, `null`
   * where there is no such path. `null` where GitHub has no such commit, or too many files to list.
   */
  contentIds(
    repository: RepositoryName,
    commit: string,
    paths: readonly string[],
  ): Promise<readonly (string | null)[] | null>;
  /** Makes a branch at a commit. `taken` where the name is in use. */
  createBranch(repository: RepositoryName, branch: string, commit: string): Promise<'created' | 'taken'>;
  /** Git's id of the content of every file of a commit, by path; `null` where it has more than GitHub lists at once. */
  files(repository: RepositoryName, commit: string): Promise<ReadonlyMap<string, string> | null>;
  /** What a commit consists of; `null` where there is none of that hash. */
  gitCommit(repository: RepositoryName, commit: string): Promise<GitCommit | null>;
  /** Stores the tree that another one becomes with these texts by path, `null` for a file that goes. Gives its hash; nothing shows it yet. */
  createTree(repository: RepositoryName, tree: string, files: Readonly<Record<string, string | null>>): Promise<string>;
  /** Stores a commit with one parent. Gives its hash; no branch leads to it yet. */
  createCommit(
    repository: RepositoryName,
    commit: { readonly tree: string; readonly parent: string; readonly message: string },
  ): Promise<string>;
  /** Makes a branch lead to another commit, whatever it leads to now. */
  moveBranch(repository: RepositoryName, branch: string, commit: string): Promise<void>;
  /** Commits a file to a branch. `previous` is the blob that it replaces; throws `conflict` where another is there by now. */
  commitFile(repository: RepositoryName, change: FileChange): Promise<void>;
  /** The open pull requests from that branch of the repository itself. */
  pullRequests(repository: RepositoryName, branch: string): Promise<readonly PullRequest[]>;
  createPullRequest(repository: RepositoryName, request: NewPullRequest): Promise<PullRequest>;
  editPullRequest(
    repository: RepositoryName,
    number: number,
    content: Pick<PullRequest, 'title' | 'body' | 'into'>,
  ): Promise<void>;
  /** Closes a pull request without merging it; the text replaces what it says. */
  closePullRequest(repository: RepositoryName, number: number, body: string): Promise<void>;

  /** Says something of a commit; it replaces what was said of it under the same context. */
  setStatus(repository: RepositoryName, status: NewStatus): Promise<void>;
  /** The open issues of that author, newest first. */
  openIssues(repository: RepositoryName, author: string): Promise<readonly Issue[]>;
  createIssue(repository: RepositoryName, content: Pick<Issue, 'title' | 'body'>): Promise<Issue>;
  /** Replaces title and body, and leaves the issue open or closed. */
  editIssue(
    repository: RepositoryName,
    number: number,
    content: Pick<Issue, 'title' | 'body'> & { readonly open: boolean },
  ): Promise<void>;
}

/** An artifact as GitHub stores it. */
export interface StoredArtifact {
  readonly content: ReadableStream<Uint8Array>;
  /**
   * Whether it is stored as a zip; `null` where the server doesn't say. A file that was uploaded without archiving, and is
   * a zip itself, is stored like an archive: nothing in GitHub's answers tells the two apart.
   */
  readonly zipped: boolean | null;
}

export interface NewStatus {
  readonly commit: string;
  /** Tells it from what others say of the same commit. */
  readonly context: string;
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  /** At most 140 characters. */
  readonly description: string;
  /** Where a person reads more; `null` for nowhere. */
  readonly url: string | null;
}

export interface Issue {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
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
