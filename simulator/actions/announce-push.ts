import { pushedCommitShape } from '../shapes/commit.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { emailOf, userShape } from '../shapes/user.ts';
import type { Commit } from '../state/commit.ts';
import type { Ref } from '../state/ref.ts';
import { fullRef } from '../state/ref.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** What moved a branch or a tag, and who; the commits are those that are new. */
interface Push {
  readonly ref: Ref;
  /** Sha that the ref had; undefined where it is new. */
  readonly before: string | undefined;
  /** Sha that it has; undefined where it is gone. */
  readonly after: string | undefined;
  /** The commit that it leads to. */
  readonly head: Commit | undefined;
  readonly commits: readonly Commit[];
  /** Whether what the ref had is left behind. */
  readonly forced?: boolean;
  readonly login: string;
}

const nothing = '0'.repeat(40);

/** Tells the webhooks that a branch or a tag was pushed, or deleted. */
export function announcePush(world: World, repository: Repository, push: Push): void {
  const { ref, before = nothing, after = nothing, head, commits, login } = push;
  world.webhooks.send({
    event: 'push',
    repository: repository.fullName,
    payload: () => ({
      ref: fullRef(ref),
      before,
      after,
      created: push.before === undefined,
      deleted: push.after === undefined,
      forced: push.forced ?? false,
      base_ref: null,
      compare: `${world.url}/${repository.fullName}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
      commits: commits.map((pushed) => pushedCommitShape(world, repository, pushed)),
      head_commit: head === undefined ? null : pushedCommitShape(world, repository, head),
      pusher: { name: login, email: emailOf(login) },
      repository: repositoryShape(world, repository, 'webhook'),
      sender: userShape(world, login),
    }),
  });
}

/** Tells the webhooks that a branch or a tag came to be, or is gone: GitHub says so beside the push. */
export function announceRef(
  world: World,
  repository: Repository,
  event: 'create' | 'delete',
  { kind, name }: Ref,
  login: string,
): void {
  world.webhooks.send({
    event,
    repository: repository.fullName,
    payload: () => ({
      ref: name,
      ref_type: kind === 'heads' ? 'branch' : 'tag',
      ...(event === 'create' ? { master_branch: repository.defaultBranch, description: null } : {}),
      pusher_type: 'user',
      repository: repositoryShape(world, repository, 'webhook'),
      sender: userShape(world, login),
    }),
  });
}
