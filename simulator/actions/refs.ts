import { dropAsLatest } from '../releases/latest.ts';
import { Refusal } from '../server/answer.ts';
import { distance } from '../state/history.ts';
import type { Ref } from '../state/ref.ts';
import { fullRef } from '../state/ref.ts';
import type { Release } from '../state/release.ts';
import { publishedByTag } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import { peeled } from '../state/tag.ts';
import type { World } from '../world.ts';
import { announcePush, announceRef } from './announce-push.ts';
import { onPush } from './triggers.ts';

/** Makes a branch or a tag, tells the webhooks (of both `create` and `push`) and starts what runs on push. Refuses a name that is in use. */
export function createRef(world: World, repository: Repository, ref: Ref, sha: string, login: string): void {
  const refs = refsOf(repository, ref);
  if (refs.has(ref.name)) throw new Refusal(422, 'Reference already exists');
  const commit = peeled(repository, sha);
  if (commit === undefined) throw new Refusal(422, 'Object does not exist');
  if (ref.kind === 'heads' && commit.sha !== sha) throw new Refusal(422, 'Object is not a commit');
  if (ref.kind === 'tags' && repository.burntTags.has(ref.name)) {
    throw new Refusal(422, 'tag_name was used by an immutable release');
  }
  refs.set(ref.name, sha);
  announceRef(world, repository, 'create', ref, login);
  announcePush(world, repository, { ref, before: undefined, after: sha, head: commit, commits: [], login });
  onPush(world, repository, { ref, commit, actor: login });
  world.journal.changed();
}

/** Moves a branch to another commit and tells the webhooks. Without `force` it only goes to what comes after its head. */
export function moveBranch(
  world: World,
  repository: Repository,
  branch: string,
  { sha, force, login }: { readonly sha: string; readonly force: boolean; readonly login: string },
): void {
  const before = repository.commits.get(repository.branches.get(branch) ?? '');
  if (before === undefined) throw new Refusal(422, 'Reference does not exist');
  const commit = repository.commits.get(sha);
  if (commit === undefined) throw new Refusal(422, 'Object does not exist');
  const between = distance(repository, before, commit);
  const forced = between?.mergeBase !== before;
  if (forced && !force) throw new Refusal(422, 'Update is not a fast forward');
  if (commit === before) return;
  repository.branches.set(branch, sha);
  const ref = { kind: 'heads', name: branch } as const;
  const commits = between?.ahead ?? [];
  announcePush(world, repository, { ref, before: before.sha, after: sha, head: commit, commits, login, forced });
  onPush(world, repository, { ref, commit, actor: login });
  world.journal.changed();
}

/**
 * Removes a branch or a tag and tells the webhooks; its commits stay, and a release that was published with the tag is a
 * draft again. Refuses the default branch, and the tag of an immutable release.
 */
export function deleteRef(world: World, repository: Repository, ref: Ref, login: string): void {
  const refs = refsOf(repository, ref);
  const before = refs.get(ref.name);
  if (before === undefined) throw new Refusal(422, 'Reference does not exist');
  if (fullRef(ref) === `refs/heads/${repository.defaultBranch}`) {
    throw new Refusal(422, 'Cannot delete the default branch');
  }
  if (ref.kind === 'tags') takeTagFrom(publishedByTag(repository, ref.name));
  refs.delete(ref.name);
  announceRef(world, repository, 'delete', ref, login);
  announcePush(world, repository, { ref, before, after: undefined, head: undefined, commits: [], login });
  world.journal.changed();
}

function refsOf({ branches, tags }: Repository, { kind }: Ref): Map<string, string> {
  return kind === 'heads' ? branches : tags;
}

function takeTagFrom(release: Release | undefined): void {
  if (release === undefined) return;
  if (release.immutable) throw new Refusal(422, 'Cannot delete a tag that is used by an immutable release');
  release.draft = true;
  dropAsLatest(release);
}
