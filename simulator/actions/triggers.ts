import type { ActionsRun } from '../state/actions-run.ts';
import type { Commit } from '../state/commit.ts';
import type { PullRequest } from '../state/pull-request.ts';
import type { Ref } from '../state/ref.ts';
import { fullRef } from '../state/ref.ts';
import type { Release } from '../state/release.ts';
import type { ActionsWorkflow, Repository } from '../state/repository.ts';
import { headOf, resolveCommit } from '../state/repository.ts';
import type { World } from '../world.ts';
import { startDispatchedRuns } from './dispatched-runs.ts';
import { listensToPullRequest, listensToPush } from './push-filter.ts';
import { skipsActions } from './skip-tokens.ts';
import type { Trigger } from './start-actions-run.ts';
import { startActionsRun } from './start-actions-run.ts';

/** A repository_dispatch: starts every actions workflow that listens to its type, on the head of the default branch. */
export function onRepositoryDispatch(
  world: World,
  repository: Repository,
  dispatch: {
    readonly eventType: string;
    readonly clientPayload: Readonly<Record<string, unknown>>;
    readonly actor: string;
  },
): ActionsRun[] {
  const commit = headOf(repository);
  const trigger = {
    event: 'repository_dispatch',
    actor: dispatch.actor,
    ref: repository.defaultBranch,
    commit,
    title: titleOf(commit),
    inputs: {},
    payload: { action: dispatch.eventType, client_payload: dispatch.clientPayload },
  };
  return listening(
    repository,
    ({ scenario }) => scenario.on.repository_dispatch?.types.includes(dispatch.eventType) ?? false,
  ).flatMap((workflow) => startDispatchedRuns(world, repository, workflow, trigger));
}

/** A push of a branch or a tag; nothing runs where the commit's message says so. */
export function onPush(
  world: World,
  repository: Repository,
  { ref, commit, actor }: { readonly ref: Ref; readonly commit: Commit; readonly actor: string },
): ActionsRun[] {
  if (skipsActions(commit.message)) return [];
  return startListening(world, repository, ({ scenario }) => listensToPush(scenario.on.push, ref), {
    event: 'push',
    actor,
    ref: ref.name,
    commit,
    title: titleOf(commit),
    inputs: {},
    payload: { ref: fullRef(ref), after: commit.sha },
  });
}

/** Something happened to a published release; those that listen run on its tag. */
export function onRelease(world: World, release: Release, action: string, commit: Commit, actor: string): ActionsRun[] {
  const { tag, name, prerelease } = release;
  return startListening(
    world,
    release.repository,
    (workflow) => workflow.scenario.on.release?.types.includes(action) ?? false,
    {
      event: 'release',
      actor,
      ref: tag,
      commit,
      title: name ?? tag,
      inputs: {},
      payload: { action, release: { tag_name: tag, name, prerelease } },
    },
  );
}

/** Somebody opened a pull request; those that listen run on the head of its branch. */
export function onPullRequest(
  world: World,
  repository: Repository,
  { number, title, head, base, author }: PullRequest,
): ActionsRun[] {
  const commit = resolveCommit(repository, `refs/heads/${head}`);
  if (commit === undefined || skipsActions(commit.message)) return [];
  const side = (ref: string) => ({
    ref,
    sha: repository.branches.get(ref),
    repo: { full_name: repository.fullName },
  });
  return startListening(world, repository, ({ scenario }) => listensToPullRequest(scenario.on.pull_request, base), {
    event: 'pull_request',
    actor: author,
    ref: head,
    commit,
    title,
    inputs: {},
    payload: { action: 'opened', number, pull_request: { number, title, head: side(head), base: side(base) } },
  });
}

function startListening(
  world: World,
  repository: Repository,
  listens: (workflow: ActionsWorkflow) => boolean,
  trigger: Trigger,
): ActionsRun[] {
  return listening(repository, listens).map((workflow) => startActionsRun(world, repository, workflow, trigger));
}

function listening(repository: Repository, listens: (workflow: ActionsWorkflow) => boolean): ActionsWorkflow[] {
  if (!repository.actionsEnabled) return [];
  return repository.actionsWorkflows.filter((workflow) => workflow.state === 'active' && listens(workflow));
}

/** The first line of a commit's message. */
function titleOf(commit: Commit): string {
  return commit.message.split('\n', 1)[0] ?? '';
}
