import { pushCommit } from '../actions/push.ts';
import { now } from '../clock.ts';
import { distance } from '../state/history.ts';
import { isOpen } from '../state/pull-request.ts';
import type { Repository } from '../state/repository.ts';
import { resolveCommit } from '../state/repository.ts';
import type { World } from '../world.ts';

/** Merges a pull request as one commit on its base. Throws where it is not open. */
export function mergePullRequest(world: World, repository: Repository, number: number): { sha: string } {
  const pull = repository.pullRequests.find((known) => known.number === number);
  const base = pull && resolveCommit(repository, `refs/heads/${pull.base}`);
  const head = pull && resolveCommit(repository, `refs/heads/${pull.head}`);
  const between = base && head && distance(repository, base, head);
  if (pull === undefined || between === undefined || !isOpen(repository, pull)) {
    throw new Error(`The pull request ${number} of ${repository.fullName} is not open: only such a one can be merged.`);
  }
  let tree = between.mergeBase.tree;
  const files = new Map<string, string | null>();
  for (const commit of between.ahead) {
    if (commit.tree !== tree) for (const [path, text] of commit.tree.changed) files.set(path, text);
    tree = commit.tree;
  }
  const message = `${pull.title} (#${number})`;
  const { sha } = pushCommit(world, repository, { branch: pull.base, message, files: Object.fromEntries(files) });
  pull.merged = { at: now(), sha };
  world.journal.changed();
  return { sha };
}
