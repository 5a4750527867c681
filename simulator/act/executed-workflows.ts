import type { ActionsWorkflowScenario } from '../scenario.ts';
import type { Tree } from '../state/tree.ts';
import { fileIn, pathsIn } from '../state/tree.ts';
import { parseWorkflowFile, type WorkflowFile } from './workflow-file.ts';

const FOLDER = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** What a release can be told of: all of it, where an actions workflow names no types. */
const RELEASE_TYPES = ['published', 'unpublished', 'created', 'edited', 'deleted', 'prereleased', 'released'];

/** The actions workflows among the files of a repository, for act to execute. Throws where one can't be read. */
export function executedWorkflows(repository: string, tree: Tree): ActionsWorkflowScenario[] {
  return pathsIn(tree)
    .filter((path) => FOLDER.test(path))
    .map((path) => executed(path, parseWorkflowFile(`${repository}: ${path}`, fileIn(tree, path) ?? '')));
}

function executed(path: string, file: WorkflowFile): ActionsWorkflowScenario {
  const { 'run-name': runName, concurrency } = file;
  return {
    path,
    name: file.name ?? path,
    on: triggersOf(path, file),
    ...(runName === undefined ? {} : { runName }),
    ...(concurrency === undefined ? {} : { concurrency: concurrencyOf(concurrency) }),
    jobs: [],
    artifacts: [],
    runner: 'act',
  };
}

function triggersOf(path: string, { on }: WorkflowFile): ActionsWorkflowScenario['on'] {
  const { workflow_dispatch, repository_dispatch, push, release, pull_request } = on;
  if (repository_dispatch === null || (repository_dispatch && repository_dispatch.types === undefined)) {
    throw new Error(`${path}: the simulator wants types of repository_dispatch: name those that it is to listen to.`);
  }
  return {
    ...(workflow_dispatch === undefined
      ? {}
      : { workflow_dispatch: { inputs: Object.keys(workflow_dispatch?.inputs ?? {}) } }),
    ...(repository_dispatch === undefined ? {} : { repository_dispatch: { types: repository_dispatch.types ?? [] } }),
    ...(push === undefined ? {} : { push: pushOf(push ?? {}) }),
    ...(pull_request === undefined ? {} : { pull_request: branchesOf(pull_request ?? {}) }),
    ...(release === undefined ? {} : { release: { types: release?.types ?? RELEASE_TYPES } }),
  };
}

/** Without any filter every branch and tag counts, with one kind of filter only that kind. */
function pushOf({ branches, tags }: { readonly branches?: string[]; readonly tags?: string[] }) {
  if (branches === undefined && tags === undefined) return { branches: ['**'], tags: ['**'] };
  return { branches: branches ?? [], tags: tags ?? [] };
}

function branchesOf({ branches }: { readonly branches?: string[] }) {
  return branches === undefined ? {} : { branches };
}

function concurrencyOf(concurrency: NonNullable<WorkflowFile['concurrency']>) {
  if (typeof concurrency === 'string') return { group: concurrency, cancelInProgress: false };
  return { group: concurrency.group, cancelInProgress: concurrency['cancel-in-progress'] === true };
}
