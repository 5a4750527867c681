import type { Commit } from '../state/commit.ts';
import { commitOnto } from '../state/commit.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { announcePush } from './announce-push.ts';
import { onPush } from './triggers.ts';

/** What a person pushes: a commit to the default branch by the scenario's login, unless said otherwise. */
export interface Change {
  readonly branch?: string;
  readonly message?: string;
  readonly login?: string;
  /** Files that it writes: path to text, `null` to remove it. */
  readonly files?: Readonly<Record<string, string | null>>;
}

/** Adds a commit to a branch, tells the webhooks and starts what runs on push. */
export function pushCommit(world: World, repository: Repository, change: Change): Commit {
  const branch = change.branch ?? repository.defaultBranch;
  const before = repository.branches.get(branch);
  const commit = commitOnto(repository, branch, {
    message: change.message ?? `Change ${repository.commits.size}`,
    login: change.login ?? world.scenario.login,
    files: new Map(Object.entries(change.files ?? {})),
  });
  const { sha, login } = commit;
  const ref = { kind: 'heads', name: branch } as const;
  announcePush(world, repository, { ref, before, after: sha, head: commit, commits: [commit], login });
  onPush(world, repository, { ref, commit, actor: login });
  world.journal.changed();
  return commit;
}
