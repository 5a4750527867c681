import type { Repository } from '../state/repository.ts';
import { repositoryNamed } from '../world.ts';
import type { World } from '../world.ts';
import { deleteRun } from './delete-run.ts';
import type { DispatchByHand } from './dispatch-by-hand.ts';
import { dispatchByHand } from './dispatch-by-hand.ts';
import type { ForeignPullRequest } from './fork-run.ts';
import { forkRun } from './fork-run.ts';
import { mergePullRequest } from './merge-pull-request.ts';
import type { TagByHand } from './push-tag.ts';
import { deleteTag, pushTag } from './push-tag.ts';
import { rename, renameBranch } from './rename.ts';

/** What people do on GitHub's pages beside all that a program asks for. Everything throws where the page would not offer it. */
export interface Persons {
  /** A person starts an actions workflow on the default branch by hand; by the scenario's login unless said otherwise. */
  dispatchAsPerson(repository: string, workflowPath: string, dispatch?: DispatchByHand): { id: number };
  /** A stranger's pull request starts an actions workflow: the run is in this repository's list, its commit in the stranger's fork. */
  forkRun(repository: string, workflowPath: string, pullRequest: ForeignPullRequest): { id: number };
  /** A person deletes a completed actions run: it was never there. */
  deleteRun(id: number): void;
  /** A person renames a repository, or transfers it if the owner is another: the old name redirects. */
  rename(repository: string, newFullName: string): void;
  /** A person renames a branch, maybe the default branch. */
  renameBranch(repository: string, from: string, to: string): void;
  /** A person pushes a tag, plain or annotated. */
  pushTag(repository: string, tag: string, how?: TagByHand): { commit: string };
  /** A person deletes a tag; the release that was published with it is a draft again. */
  deleteTag(repository: string, tag: string): void;
  /** A person merges an open pull request, as one commit. */
  mergePullRequest(repository: string, number: number): { sha: string };
}

/** The people of a world. */
export function makePersons(world: World): Persons {
  const named = (name: string): Repository => repositoryNamed(world, name);
  return {
    dispatchAsPerson: (repository, workflowPath, dispatch = {}) => ({
      id: dispatchByHand(world, named(repository), workflowPath, dispatch).id,
    }),
    forkRun: (repository, workflowPath, pullRequest) => ({
      id: forkRun(world, named(repository), workflowPath, pullRequest).id,
    }),
    deleteRun: (id) => {
      deleteRun(world, id);
    },
    rename: (repository, newFullName) => {
      rename(world, named(repository), newFullName);
    },
    renameBranch: (repository, from, to) => {
      renameBranch(world, named(repository), from, to);
    },
    pushTag: (repository, tag, how = {}) => pushTag(world, named(repository), tag, how),
    deleteTag: (repository, tag) => {
      deleteTag(world, named(repository), tag);
    },
    mergePullRequest: (repository, number) => mergePullRequest(world, named(repository), number),
  };
}
