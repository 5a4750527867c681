/**
 * The chain as the rest of the program sees it: normalised, every default filled in.
 * Made from `cascade.yml` by `src/config`; durations are milliseconds.
 */
export interface Chain {
  readonly name: string;
  readonly repositories: readonly Repository[];
  /** Who may start a train, and from which branches. */
  readonly triggers: Triggers;
  /** Where a release is published, or `null` for a chain that only cascades. */
  readonly release: ReleaseTarget | null;
  readonly parameters: readonly Parameter[];
  readonly limits: Limits;
  /** Whether webhooks reach the API: then the poll is only a safety net. */
  readonly polling: Polling;
}

/** What sort of thing a repository is; what it yields is said apart, by its artifacts. */
export type RepositoryKind = 'docs' | 'library' | 'binary' | 'service';

/** A node of a chain. Aliases are unique in a chain; `owner/name` may repeat. */
export interface Repository {
  readonly alias: string;
  readonly owner: string;
  readonly name: string;
  readonly kind: RepositoryKind;
  /** Aliases of repositories that are built before this one. */
  readonly needs: readonly string[];
  /** Who is told after success: aliases, or `owner/name` of repositories outside the chain. */
  readonly notifies: readonly string[];
  /** Whether a release of the chain contains this repository. */
  readonly releases: boolean;
  /** The branch whose head is built; `null` for the default branch. */
  readonly branch: string | null;
  /** How it is built; `null` where there is nothing to build. */
  readonly build: BuildRecipe | null;
  readonly artifacts: readonly ExpectedArtifact[];
  /** Container images that its build pushes to a registry. */
  readonly images: readonly ImageRecipe[];
}

/** How an actions run is asked for, waited for, judged and tried again. */
export interface BuildRecipe {
  /** `verify` yields nothing that a release could contain. */
  readonly mode: 'build' | 'verify';
  /** The repository whose actions workflow builds this one, where that is another. */
  readonly runsIn: { readonly owner: string; readonly name: string } | null;
  /** File names in `.github/workflows`; the first that the default branch has is used. */
  readonly workflows: readonly string[];
  readonly dispatch: Dispatch;
  readonly marker: MarkerSupport;
  /**
   * Name of an artifact, a template, that proves which commit was built: for runs whose own head says nothing about it.
   * `null` where the run's head is the proof.
   */
  readonly proof: string | null;
  /** Jobs that must have concluded success; a run can be green without having built anything. */
  readonly requiredJobs: readonly string[];
  readonly timeouts: Timeouts;
  /** About how long a build takes, in milliseconds; it decides what starts first where builds wait for a place. */
  readonly expectedDuration: number;
  readonly retry: RetryPolicy;
}

/**
 * What the actions workflow does with the marker. `shown`: takes it and puts it into its run name. `taken`: takes it as
 * input or field and doesn't show it. `none`: knows nothing of us; an unknown input would be refused, so none is sent.
 */
export type MarkerSupport = 'shown' | 'taken' | 'none';

/** Milliseconds. */
export interface Timeouts {
  /** Until a runner takes the actions run. */
  readonly queue: number;
  /** From then on until it is completed. */
  readonly build: number;
  /** How long it may wait for a person's approval. */
  readonly approval: number;
}

/** Values are templates: `{version}`, `{sha}`, `{ref}`, a parameter's name and the like (see `template.ts`). */
export type Dispatch =
  | { readonly type: 'workflow_dispatch'; readonly inputs: Readonly<Record<string, string>> }
  | {
      readonly type: 'repository_dispatch';
      readonly eventType: string;
      readonly payload: Readonly<Record<string, string>>;
    };

export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubles with each further one. */
  readonly backoff: number;
  readonly maximumBackoff: number;
  /** The outcomes after which another attempt is made. */
  readonly on: readonly RetriedOutcome[];
  /** A new actions run under a new marker; or, where a run failed, its failed jobs again in the same run. */
  readonly how: 'new-attempt' | 'rerun-failed-jobs';
  /** No further attempt begins later than this many milliseconds after the first; `null` sets no limit. */
  readonly budget: number | null;
}

/** The outcomes that a retry policy can name: what GitHub concluded, and what became of it otherwise. */
export const RETRIED_OUTCOMES = [
  'failure',
  'cancelled',
  'timed_out',
  'startup_failure',
  'stale',
  'queue_timeout',
  'build_timeout',
  'jobs_not_successful',
  'artifacts_missing',
  'branch_moved',
  'run_deleted',
  'dispatch_lost',
  'dispatch_refused',
  'github_unreachable',
] as const;
export type RetriedOutcome = (typeof RETRIED_OUTCOMES)[number];

/** What a repository must yield. */
export interface ExpectedArtifact {
  /**
   * `actions-artifact`: an artifact of the judged actions run. `release-asset`: a file of the release that the
   * repository's own actions workflow made. `earlier-release`: a file of the chain's last release, taken over unchanged.
   */
  readonly source: ArtifactOrigin;
  /**
   * Name, a template; a parameter in it multiplies the artifact. A `*` in it stands for any characters, and at least one
   * artifact must match.
   */
  readonly name: string;
  /** Which parameter values it exists for, where not for all. */
  readonly only: Readonly<Record<string, readonly string[]>>;
  /** Name, a template that may hold `{artifact}`, of a second artifact with the same files built again; `null` for none. */
  readonly rebuilt: string | null;
}

export type ArtifactOrigin = 'actions-artifact' | 'release-asset' | 'earlier-release';

/** A container image that a build yields, and how it becomes known which one was pushed. */
export interface ImageRecipe {
  /** Registry and path, a template: `ghcr.io/acme/app`. */
  readonly name: string;
  /** A template. */
  readonly tag: string;
  /**
   * Name, a template, of an artifact of the actions run with one file that says `sha256:<hex>`: what a run outputs, GitHub
   * shows nobody outside.
   */
  readonly digest: string;
}

/** A choice that a train makes once for all builds, such as `platform`: it goes into inputs and chooses artifacts. */
export interface Parameter {
  readonly name: string;
  readonly values: readonly string[];
}

export interface Triggers {
  /** Aliases whose published release starts a release of the chain. */
  readonly releases: readonly string[];
  /** Branches (besides the default branch) whose push starts a cascade. */
  readonly pushBranches: readonly string[];
}

export interface ReleaseTarget {
  /** The repository in which the release of the whole chain is published; it need not be a node of the chain. */
  readonly owner: string;
  readonly name: string;
  /** Title, a template. */
  readonly title: string;
  readonly checks: ReleaseChecks;
  /** Whether the collected files are published as they are, whatever is packed of them. */
  readonly looseFiles: boolean;
  readonly packages: readonly PackageRecipe[];
  readonly signing: SigningPolicy;
  readonly tags: TagPolicy;
  /** Path, in the target repository, of a template for the notes; `null` for our own notes. */
  readonly notes: string | null;
  /** Path, in the target repository, of a `versions.toml` that says which tag or commit each repository is built at. */
  readonly versions: string | null;
  /** What is published elsewhere before the release is, in this order. */
  readonly steps: readonly PublishStep[];
}

/** Packages of a release that an actions workflow of a repository publishes to a registry. */
export interface PublishStep {
  /** Alias of the repository; there is one step for each at most. */
  readonly repository: string;
  /** File name in `.github/workflows`. */
  readonly workflow: string;
  /** Of the workflow_dispatch; values are templates. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly marker: MarkerSupport;
  /** Address, a template, that answers 200 once the package is there; `null` where the actions run's success is enough. */
  readonly published: string | null;
  /** How long after the actions run that may take, in milliseconds. */
  readonly lag: number;
  readonly timeouts: Timeouts;
}

/** What becomes of something that is found wrong: it stops the release, is told with it, or isn't looked for. */
export type CheckPolicy = 'fail' | 'warn' | 'off';

export interface ReleaseChecks {
  /** A stored artifact against GitHub's own digest of it. */
  readonly digests: CheckPolicy;
  /** The files against the checksum files that their builds made. */
  readonly checksums: CheckPolicy;
  /** The files against those that were built a second time. */
  readonly rebuilds: CheckPolicy;
  /** Artifacts that an actions run left and nobody expected. */
  readonly extra: CheckPolicy;
}

/** An archive that is made of collected files, and published beside or instead of them. */
export interface PackageRecipe {
  /** One for each repository, one for each value of the parameter `platform`, or one of all with a folder a repository. */
  readonly of: 'repository' | 'platform' | 'all';
  readonly format: 'tar.gz' | 'zip';
  /** File name, a template: `{chain}`, `{version}`, and `{alias}` or `{platform}`. */
  readonly name: string;
}

export interface SigningPolicy {
  /** What becomes of a release for which this worker has no key. */
  readonly unsigned: 'refuse' | 'warn';
  /** People whose detached signatures the release waits for; `null` where none are asked for. */
  readonly people: { readonly threshold: number; readonly keys: readonly string[]; readonly within: number } | null;
}

export interface TagPolicy {
  /** Which repositories of a release get its tag, beside the one that it is published in. */
  readonly repositories: 'members' | 'none';
  /** What a tag that is there already on another commit does: stops the release, or is left as it is. */
  readonly elsewhere: 'stop' | 'skip';
}

export interface Limits {
  /** Builds of a train at once. */
  readonly builds: number;
}

/** Milliseconds between two looks at an actions run. */
export interface Polling {
  /** While no webhook has told of it. */
  readonly withoutWebhooks: number;
  /** From then on. */
  readonly withWebhooks: number;
}

/** `owner/name`, as GitHub writes it. */
export function fullName(repository: { readonly owner: string; readonly name: string }): string {
  return `${repository.owner}/${repository.name}`;
}

/** The repository of that alias, or `undefined`. */
export function repositoryOf(chain: Chain, alias: string): Repository | undefined {
  return chain.repositories.find((repository) => repository.alias === alias);
}
