import type { AppScenario, DisturbedDeliveries, RunnerScenario } from './scenario-app.ts';
import type { Behaviour } from './scenario-behaviours.ts';
import type { Fault, LagScenario } from './scenario-faults.ts';
import type { PackageScenario } from './scenario-registry.ts';

/** Everything a simulated GitHub starts from: plain values, so that a scenario can be a literal in a test or a JSON file. */
export interface Scenario {
  /** Whom the tokens belong to; the actor of every actions run that the API starts. */
  readonly login: string;
  /** The bearer tokens that are accepted; any other is answered with 401. */
  readonly tokens: readonly string[];
  readonly repositories: readonly RepositoryScenario[];
  /** How many jobs are in progress at once over all repositories; Infinity is allowed. */
  readonly runners: number;
  readonly webhooks: readonly WebhookScenario[];
  /** What goes otherwise than the repositories say: the first that fits a job is applied. */
  readonly behaviours?: readonly Behaviour[];
  /** True (the default) answers a workflow_dispatch that asks for it with the run's id; false refuses the key, as servers before 3.21 do. */
  readonly returnRunDetails?: boolean;
  /** Requests an hour of each token, and of each installation whatever its tokens, 5,000 unless given; beyond it everything is answered with 403. */
  readonly rateLimit?: number;
  readonly app?: AppScenario;
  readonly faults?: readonly Fault[];
  readonly lag?: LagScenario;
  /** The runners that the organisation hosts itself. Jobs without labels run on GitHub's own, `runners` at once. */
  readonly selfHosted?: readonly RunnerScenario[];
  /** How long the signed address of a download lives, in seconds; unless given a minute for an artifact, five for a release's file. */
  readonly linkSeconds?: number;
  /** The packages of a registry that answers on the same server, at `/registry/{name}/{version}`. */
  readonly registry?: readonly PackageScenario[];
  /** The largest asset of a release, in bytes; 2 GiB less one unless given. */
  readonly largestAsset?: number;
  /** What executes the actions runs of repositories with `runner: act`. */
  readonly act?: ActScenario;
}

/** How act is started. */
export interface ActScenario {
  /** Path of the executable. */
  readonly executable: string;
  /** Variables that every step sees; of the simulator's own only those that tools need to be found. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Where events are posted to, signed with the secret; without `events` all of them. */
export interface WebhookScenario {
  readonly url: string;
  readonly secret: string;
  readonly events?: readonly string[];
  readonly disturbed?: DisturbedDeliveries;
}

/** A repository as it is before anything happens: one commit on its default branch (`main` unless given). */
export interface RepositoryScenario {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch?: string;
  /** A published release can't be changed any more, and its tag name is never free again. */
  readonly immutableReleases?: boolean;
  /** False: Actions are switched off in its settings. */
  readonly actionsEnabled?: boolean;
  /** It takes no writes any more. */
  readonly archived?: boolean;
  /** Path to text; the actions workflow files are added by themselves. */
  readonly files?: Readonly<Record<string, string>>;
  readonly workflows: readonly ActionsWorkflowScenario[];
  /** Folder of a git repository, best a bare one: the repository has its commits, and what is pushed becomes a commit there. Then no `files`. */
  readonly git?: string;
  /** Its actions workflows are those in its `git` repository, as they were at the start, and act executes them. Then `workflows` is empty. */
  readonly runner?: 'act';
}

/** An actions workflow: what starts it, the jobs that it runs and the artifacts that a successful run leaves. */
export interface ActionsWorkflowScenario {
  /** Such as `.github/workflows/build.yml`. */
  readonly path: string;
  readonly name: string;
  /** `active` unless given. */
  readonly state?: 'active' | 'disabled_manually' | 'disabled_inactivity';
  readonly on: TriggersScenario;
  /** Runs of one group (may hold expressions) wait for each other; of those that wait only the newest stays, and it cancels what runs if it says so. */
  readonly concurrency?: { readonly group: string; readonly cancelInProgress: boolean };
  /** May hold `${{ inputs.x }}` and `${{ github.event.client_payload.x }}`; without one the title is GitHub's own. */
  readonly runName?: string;
  readonly jobs: readonly JobScenario[];
  readonly artifacts: readonly ArtifactScenario[];
  /** What executes its runs, which then have the jobs and artifacts that come of it; unless given they are played. */
  readonly runner?: 'act';
}

/** The events that start an actions workflow, with the filters that are simulated. */
interface TriggersScenario {
  readonly workflow_dispatch?: { readonly inputs: readonly string[] };
  readonly repository_dispatch?: { readonly types: readonly string[] };
  readonly push?: PushScenario;
  readonly release?: { readonly types: readonly string[] };
  /** Opened ones, of the repository's own branches. */
  readonly pull_request?: PullRequestScenario;
}

/** Which pushes start it: names or patterns, such as `v*`. */
export interface PushScenario {
  readonly branches: readonly string[];
  readonly tags?: readonly string[];
}

/** Which pull requests start it: those into these branches, or all. */
export interface PullRequestScenario {
  readonly branches?: readonly string[];
}

/** A job, how many seconds it holds a runner, and how it ends (`success` unless given). */
export interface JobScenario {
  readonly name: string;
  readonly seconds: number;
  readonly conclusion?: string;
  readonly needs?: readonly string[];
  /** Labels of a self-hosted runner (`runs-on`). */
  readonly labels?: readonly string[];
}

/** An artifact and the files in it; names, paths and texts may hold the same expressions as a run name. */
interface ArtifactScenario {
  readonly name: string;
  readonly files: readonly ArtifactFile[];
  /** False: its first file is stored as it is, as by upload-artifact with `archive: false`. */
  readonly archive?: boolean;
}

/** A file that goes into an artifact: with the given text, or with bytes that follow from repository, commit and path. */
export type ArtifactFile = GivenFile | GeneratedFile;

interface GivenFile {
  readonly path: string;
  readonly text: string;
}

/** One that is named as checksum files are holds the sums of the files beside it, however many bytes it should have. */
export interface GeneratedFile {
  readonly path: string;
  readonly bytes: number;
}
