import type { ActionsWorkflowScenario, RepositoryScenario } from '../scenario.ts';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import type { ActionsRun, Artifact } from './actions-run.ts';
import type { Commit } from './commit.ts';
import { commitOnto } from './commit.ts';
import type { Ids } from './ids.ts';
import type { Issue } from './issue.ts';
import type { PullRequest } from './pull-request.ts';
import type { Release } from './release.ts';
import type { TagObject } from './tag.ts';
import { peeled } from './tag.ts';

/** A repository as the simulator knows it. Runs and artifacts are in the order in which they came to be. */
export interface Repository {
  readonly id: number;
  /** Owner, name and `owner/name`: they change when it is renamed or transferred. */
  owner: string;
  name: string;
  fullName: string;
  defaultBranch: string;
  readonly isFork: boolean;
  readonly immutableReleases: boolean;
  readonly actionsEnabled: boolean;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  /** Name to the sha of a commit or, where it is annotated, of a tag object. */
  readonly tags: Map<string, string>;
  readonly tagObjects: Map<string, TagObject>;
  readonly pullRequests: PullRequest[];
  readonly issues: Issue[];
  readonly actionsWorkflows: readonly ActionsWorkflow[];
  readonly runs: ActionsRun[];
  readonly artifacts: Artifact[];
  readonly releases: Map<number, Release>;
  /** Tags of immutable releases: never free again, even after the release is deleted. */
  readonly burntTags: Set<string>;
  latestRelease: Release | undefined;
}

/** An actions workflow and how often it has run. */
export interface ActionsWorkflow {
  readonly id: number;
  readonly scenario: ActionsWorkflowScenario;
  state: NonNullable<ActionsWorkflowScenario['state']>;
  runCount: number;
}

/** A repository with its first commit, which is the same every time for the same name. */
export function makeRepository(scenario: RepositoryScenario, ids: Ids, isFork = false): Repository {
  const defaultBranch = scenario.defaultBranch ?? 'main';
  const repository: Repository = {
    id: ids.next(),
    owner: scenario.owner,
    name: scenario.name,
    fullName: `${scenario.owner}/${scenario.name}`,
    defaultBranch,
    isFork,
    immutableReleases: scenario.immutableReleases ?? false,
    actionsEnabled: scenario.actionsEnabled ?? true,
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    tagObjects: new Map(),
    pullRequests: [],
    issues: [],
    actionsWorkflows: scenario.workflows.map((workflow) => ({
      id: ids.next(),
      scenario: workflow,
      state: workflow.state ?? 'active',
      runCount: 0,
    })),
    runs: [],
    artifacts: [],
    releases: new Map(),
    burntTags: new Set(),
    latestRelease: undefined,
  };
  const files = new Map([
    ...Object.entries(scenario.files ?? {}),
    ...scenario.workflows.map((workflow) => [workflow.path, actionsWorkflowFile(workflow)] as const),
  ]);
  commitOnto(repository, defaultBranch, { message: 'Initial commit', login: scenario.owner, files });
  return repository;
}

/** The number of the next issue or pull request: they are counted together. */
export function nextNumber({ issues, pullRequests }: Repository): number {
  return issues.length + pullRequests.length + 1;
}

/** The commit that a branch, a tag or a (short) sha stands for, undefined where there is none. */
export function resolveCommit(repository: Repository, ref: string): Commit | undefined {
  const name = ref.replace(/^refs\//, '');
  const sha =
    repository.branches.get(name.replace(/^heads\//, '')) ??
    repository.tags.get(name.replace(/^tags\//, '')) ??
    (/^[0-9a-f]{7,40}$/.test(ref) ? [...repository.commits.keys()].find((known) => known.startsWith(ref)) : undefined);
  return sha === undefined ? undefined : peeled(repository, sha);
}

/** The actions workflow at that path; throws where there is none. */
export function actionsWorkflowAt({ fullName, actionsWorkflows }: Repository, path: string): ActionsWorkflow {
  const workflow = actionsWorkflows.find(({ scenario }) => scenario.path === path);
  if (workflow !== undefined) return workflow;
  const paths = actionsWorkflows.map(({ scenario }) => scenario.path).join(', ');
  throw new Error(`${fullName} has no actions workflow ${path}; it has ${paths}.`);
}

/** The head of the default branch. */
export function headOf(repository: Repository): Commit {
  const head = resolveCommit(repository, repository.defaultBranch);
  if (head === undefined) throw new Error(`${repository.fullName} has lost its branch ${repository.defaultBranch}`);
  return head;
}
