import type { ArtifactGroup } from './build-cells.ts';
import type { FleetEvents } from './fleet-event.ts';
import type { Language } from './language.ts';

/**
 * All that is generated from: the repositories of a chain that share their actions workflows, every default filled in.
 * Made from `cascade.yml` by `src/config/fleet`; it is no part of the chain that trains carry.
 */
export interface Fleet {
  readonly chain: string;
  /** The repository of the reusable actions workflows and of the actions. */
  readonly ci: Place;
  /** Where reusable actions workflows take our actions from. */
  readonly actions: ActionPin;
  /** Others' actions by `owner/name`. */
  readonly pins: Readonly<Record<string, ActionPin>>;
  /** Name of the secret with a token that may read what is checked out beside a repository; `null` for the job's own token. */
  readonly readToken: string | null;
  /** The cache of self-hosted runners; `null` for none. */
  readonly cache: RunnerCache | null;
  /** Reusable actions workflows that the organisation wrote itself, by the name of the one that they replace. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly members: readonly Member[];
}

/** `owner/name` on GitHub, in its parts. */
export interface Place {
  readonly owner: string;
  readonly name: string;
}

/** A commit of a repository with actions, and the version that it is. */
export interface ActionPin {
  /** 40 hexadecimal digits. */
  readonly commit: string;
  readonly version: string;
}

/** Where and how much self-hosted runners keep. */
export interface RunnerCache {
  /** Absolute path of a folder that holds nothing else. */
  readonly root: string;
  /** Bytes that the cache may take. */
  readonly budget: number;
  /** Bytes that its disk must have free. */
  readonly free: number;
  /** Newest entries of each repository and tier that clean-up leaves. */
  readonly keep: number;
}

/** A repository with generated actions workflows. */
export interface Member extends Place {
  readonly alias: string;
  /** The branch that the chain builds; `null` for the default branch. */
  readonly branch: string | null;
  /** Branches whose pushes run CI. */
  readonly lines: readonly string[];
  readonly language: Language;
  /** Version of compiler or runtime; `null` for what the repository itself says. */
  readonly toolchain: string | null;
  /** Where it takes the reusable actions workflows from. */
  readonly workflows: ActionPin;
  /** Labels of the runners for all but builds of a platform with runners of its own. */
  readonly runsOn: readonly string[];
  readonly events: FleetEvents;
  readonly checks: readonly MemberCheck[];
  /** Minutes that a job of CI may take. */
  readonly ciMinutes: number;
  /** `null` where Cascade doesn't build it, or another repository's actions workflow does. */
  readonly build: MemberBuild | null;
  /** Repositories that are checked out beside it, in CI at the head of their branch; a build is told the commits. */
  readonly beside: readonly Beside[];
  /** Paths of generated files that the repository keeps as its own. */
  readonly owned: readonly string[];
}

/** One check of CI; only a repository of `commands` says the command itself. */
export interface MemberCheck {
  readonly name: string;
  readonly command: string | null;
}

/** A repository that another one needs, as CI takes it. */
export interface Beside extends Place {
  readonly branch: string | null;
}

/** What Cascade dispatches in a repository. */
export interface MemberBuild {
  /** `verify` runs the checks and yields nothing. */
  readonly mode: 'build' | 'verify';
  /** File name in `.github/workflows`. */
  readonly file: string;
  /** Name of its job. */
  readonly job: string;
  /** The event of a `repository_dispatch` that starts it. */
  readonly eventType: string;
  /** Names of inputs, or of fields of a payload, and what the chain puts into each. */
  readonly fields: Readonly<Record<string, string>>;
  /** Minutes that a job of it may take. */
  readonly minutes: number;
  /** Name of an artifact with `{sha}` in it that proves the commit; `null` for none. */
  readonly proof: string | null;
  /** Parameters of the chain that choose among its cells, with the field that carries each. */
  readonly choices: Readonly<Record<string, string>>;
  readonly cells: readonly BuildCell[];
  /** A command that makes what the language's own build doesn't, or all of it with `commands`; `null` for none. */
  readonly command: string | null;
}

/** One job of a build, and what it must yield. */
export interface BuildCell extends ArtifactGroup {
  readonly runsOn: readonly string[];
  /** What the compiler builds for, in its own words; empty for the runner's own. */
  readonly target: string;
  /** Features of the package, with commas between; empty for its defaults. */
  readonly features: string;
}

/** An artifact with its parameters filled in; `{version}`, `{version_number}`, `{sha}` and `{ref}` are left to the run. */
export interface CellArtifact {
  readonly name: string;
  /** Name of a second one with the same files built again; `null` for none. */
  readonly rebuilt: string | null;
}
