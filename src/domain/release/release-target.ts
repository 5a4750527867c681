import type { RetentionPolicy } from './retention.ts';
import type { MarkerSupport, Timeouts } from '../build-recipe.ts';

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
  /** Tag of a release that always is the last nightly; `null` where there is none. */
  readonly rolling: string | null;
  /** Which nightlies stay when the chain is pruned. */
  readonly retention: RetentionPolicy;
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
  /** What becomes of a release whose artifacts expired before they were collected. */
  readonly expired: 'stop' | 'build-again';
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
