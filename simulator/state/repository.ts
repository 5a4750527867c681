import { executedWorkflows } from '../act/executed-workflows.ts';
import { readHistory } from '../git/read-history.ts';
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
import type { Tree } from './tree.ts';

/** A repository as the simulator knows it. Runs and artifacts are in the order in which they came to be. */
export interface Repository {
  readonly id: number;
  /** Owner, name and `owner/name`: they change when it is renamed or transferred. */
  owner: string;
  name: string;
  fullName: string;
  defaultBranch: string;
  readonly isFork: boolean;
  /** Takes no writes any more. */
  readonly archived: boolean;
  readonly immutableReleases: boolean;
  readonly actionsEnabled: boolean;
  /** Folder of the git repository behind it; undefined where there is none. */
  readonly git: string | undefined;
  readonly commits: Map<string, Commit>;
  /** Trees that were made for commits to come, by sha. */
  readonly trees: Map<string, Tree>;
  readonly branches: Map<string, string>;
  /** Name to the sha of a commit or, where it is annotated, of a tag object. */
  readonly tags: Map<string, string>;
  readonly tagObjects: Map<string, TagObject>;
  readonly pullRequests: PullRequest[];
  readonly issues: Issue[];
  actionsWorkflows: readonly ActionsWorkflow[];
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
    archived: scenario.archived ?? false,
    immutableReleases: scenario.immutableReleases ?? false,
    actionsEnabled: scenario.actionsEnabled ?? true,
    git: scenario.git,
    commits: new Map(),
    trees: new Map(),
    branches: new Map(),
    tags: new Map(),
    tagObjects: new Map(),
    pullRequests: [],
    issues: [],
    actionsWorkflows: [],
    runs: [],
    artifacts: [],
    releases: new Map(),
    burntTags: new Set(),
    latestRelease: undefined,
  };
  repository.actionsWorkflows = begin(repository, scenario).map((workflow) => ({
    id: ids.next(),
    scenario: workflow,
    state: workflow.state ?? 'active',
    runCount: 0,
  }));
  return repository;
}

/** Gives a repository its first commits, and tells which actions workflows it has. */
function begin(repository: Repository, scenario: RepositoryScenario): readonly ActionsWorkflowScenario[] {
  const { git, workflows, files = {}, owner } = scenario;
  if (git !== undefined) {
    readHistory(repository, git);
    return scenario.runner === 'act' ? executedWorkflows(repository.fullName, headOf(repository).tree) : workflows;
  }
  const all = [...Object.entries(files), ...workflows.map((one) => [one.path, actionsWorkflowFile(one)] as const)];
  commitOnto(repository, repository.defaultBranch, {
    message: 'Initial commit',
    login: owner,
    files: new Map(all),
  });
  return workflows;
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

/** The tree of that sha, of a commit or for one to come; undefined where there is none. */
export function treeWithSha({ commits, trees }: Repository, sha: string): Tree | undefined {
  return trees.get(sha) ?? [...commits.values()].find(({ tree }) => tree.sha === sha)?.tree;
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
