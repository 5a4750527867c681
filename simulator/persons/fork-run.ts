import { startActionsRun } from '../actions/start-actions-run.ts';
import type { ActionsRun } from '../state/actions-run.ts';
import { commitOnto } from '../state/commit.ts';
import type { Repository } from '../state/repository.ts';
import { actionsWorkflowAt, makeRepository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** A pull request from a fork: by the login `stranger`, and with the event `pull_request`, unless said otherwise. */
export interface ForeignPullRequest {
  /** The run's title, whatever the actions workflow calls its runs: the pull request may change that. */
  readonly title: string;
  readonly login?: string;
  readonly event?: string;
}

const headBranch = 'patch-1';

/** Starts a run of a pull request's commit, which is in the fork of whoever made it. */
export function forkRun(
  world: World,
  base: Repository,
  workflowPath: string,
  { title, login = 'stranger', event = 'pull_request' }: ForeignPullRequest,
): ActionsRun {
  const fork = forkOf(world, base, login);
  const commit = commitOnto(fork, headBranch, { message: title, login });
  return startActionsRun(world, base, actionsWorkflowAt(base, workflowPath), {
    event,
    actor: login,
    ref: headBranch,
    commit,
    title,
    inputs: {},
    payload: {},
    fork: { repository: fork, displayTitle: title },
  });
}

function forkOf(world: World, base: Repository, login: string): Repository {
  const key = `${login}/${base.name}`.toLowerCase();
  const known = world.repositories.get(key);
  if (known !== undefined && !known.isFork)
    throw new Error(`${key} is no fork: let another login make the pull request.`);
  if (known !== undefined) return known;
  const fork = makeRepository({ owner: login, name: base.name, workflows: [] }, world.ids, true);
  world.repositories.set(key, fork);
  return fork;
}
