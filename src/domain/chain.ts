import type { Gate } from './approvals/gate.ts';
import type { BuildRecipe } from './build-recipe.ts';
import type { DispatchRule, PushPolicy } from './push-policy.ts';
import type { QueuePolicy } from './queue/queue-policy.ts';
import type { ReleaseTarget } from './release/release-target.ts';
import type { TrainSchedule } from './schedules/train-schedule.ts';
import type { DeploySignal, Telling } from './telling.ts';

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
  readonly queue: QueuePolicy;
  readonly gates: readonly Gate[];
  readonly tells: Telling;
  /** Trains that start by themselves. */
  readonly schedules: readonly TrainSchedule[];
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
  /** Label of the runners that its build takes, by which builds at once are limited; `null` where that isn't said. */
  readonly runner: string | null;
  readonly push: PushPolicy;
  /** Who deploys it once it is built or published; `null` for nobody. */
  readonly deploy: DeploySignal | null;
}

/** What a repository must yield. */
export interface ExpectedArtifact {
  /**
   * `actions-artifact`: an artifact of the judged actions run. `release-asset`: a file of the release that the
   * repository's own actions workflow made. `earlier-release`: a file of a release that the chain published before, taken over unchanged.
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
  /** Whether it is one file that is uploaded without archiving, and stays as it is where it looks like an archive. */
  readonly asIs: boolean;
  /**
   * Tag, a template, of the release that it is in. `null`: for a `release-asset` the tag of the chain's release, for an
   * `earlier-release` whichever was the last.
   */
  readonly tag: string | null;
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
  /** Aliases whose pushed version tag does the same. */
  readonly tags: readonly string[];
  /** Branches (besides each repository's own) whose push starts a cascade of their line. */
  readonly pushBranches: readonly string[];
  readonly dispatches: readonly DispatchRule[];
  /** What follows a cascade of the repositories' own branches that succeeded. */
  readonly afterCascade: 'none' | 'prerelease';
  /** Where a cascade builds what did not change: at the head of its branch, or where it was built before. */
  readonly cascadeRefs: 'heads' | 'built';
}

export interface Limits {
  /** Builds of a train at once. */
  readonly builds: number;
  /** How long a train with a failure waits for a person before it fails, in milliseconds. */
  readonly blocked: number;
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
