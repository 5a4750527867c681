import { pushedCommitShape } from '../shapes/commit.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { emailOf, userShape } from '../shapes/user.ts';
import type { Commit } from '../state/commit.ts';
import { commitOnto } from '../state/commit.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { onPush } from './triggers.ts';

/** What a person pushes: a commit to the default branch by the scenario's login, unless said otherwise. */
export interface Change {
  readonly branch?: string;
  readonly message?: string;
  readonly login?: string;
}

const noCommit = '0'.repeat(40);

/** Adds a commit to a branch, tells the webhooks and starts what runs on push. */
export function pushCommit(world: World, repository: Repository, change: Change): Commit {
  const branch = change.branch ?? repository.defaultBranch;
  const before = repository.branches.get(branch);
  const commit = commitOnto(repository, branch, {
    message: change.message ?? `Change ${repository.commits.size}`,
    login: change.login ?? world.scenario.login,
  });
  announcePush(world, repository, {
    ref: `refs/heads/${branch}`,
    before,
    commit,
    commits: [commit],
    login: commit.login,
  });
  onPush(world, repository, branch, commit);
  world.journal.changed();
  return commit;
}

/** Makes a tag; GitHub tells of it twice, as `create` and as `push`. */
export function createTag(world: World, repository: Repository, tag: string, commit: Commit, login: string): void {
  repository.tags.set(tag, commit.sha);
  world.webhooks.send({
    event: 'create',
    repository: repository.fullName,
    payload: () => ({
      ref: tag,
      ref_type: 'tag',
      master_branch: repository.defaultBranch,
      description: null,
      pusher_type: 'user',
      repository: repositoryShape(world, repository, 'webhook'),
      sender: userShape(world, login),
    }),
  });
  announcePush(world, repository, { ref: `refs/tags/${tag}`, before: undefined, commit, commits: [], login });
}

interface Push {
  readonly ref: string;
  readonly before: string | undefined;
  readonly commit: Commit;
  readonly commits: readonly Commit[];
  readonly login: string;
}

function announcePush(world: World, repository: Repository, push: Push): void {
  const { ref, before, commit, commits, login } = push;
  world.webhooks.send({
    event: 'push',
    repository: repository.fullName,
    payload: () => ({
      ref,
      before: before ?? noCommit,
      after: commit.sha,
      created: before === undefined,
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${world.url}/${repository.fullName}/compare/${before?.slice(0, 12) ?? ''}...${commit.sha.slice(0, 12)}`,
      commits: commits.map((pushed) => pushedCommitShape(world, repository, pushed)),
      head_commit: pushedCommitShape(world, repository, commit),
      pusher: { name: login, email: emailOf(login) },
      repository: repositoryShape(world, repository, 'webhook'),
      sender: userShape(world, login),
    }),
  });
}
