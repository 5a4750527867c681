import { createRef } from '../actions/refs.ts';
import { onRelease } from '../actions/triggers.ts';
import { now } from '../clock.ts';
import { validationFailed } from '../server/answer.ts';
import { releaseShape } from '../shapes/release.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { userShape } from '../shapes/user.ts';
import type { Commit } from '../state/commit.ts';
import type { Release } from '../state/release.ts';
import { publishedByTag } from '../state/release.ts';
import { resolveCommit } from '../state/repository.ts';
import type { World } from '../world.ts';
import { chooseLatest } from './latest.ts';

/** Who publishes a release, whether it was a draft before, and what was said of its being the latest. */
export interface Publishing {
  readonly login: string;
  readonly wasDraft: boolean;
  readonly makeLatest: string | undefined;
}

/**
 * Publishes a release: makes its tag where there is none, tells the webhooks, starts what runs on releases.
 * Drafts tell nobody anything, so `created` comes here, and only for releases that never were drafts; nor does
 * `prereleased` come for those that were.
 */
export function publish(world: World, release: Release, { login, wasDraft, makeLatest }: Publishing): Commit {
  const { repository } = release;
  const commit = commitToTag(release, release);
  if (!repository.tags.has(release.tag)) {
    createRef(world, repository, { kind: 'tags', name: release.tag }, commit.sha, login);
  }
  release.draft = false;
  release.publishedAt = now();
  release.updatedAt = release.publishedAt;
  release.immutable = repository.immutableReleases;
  if (release.immutable) repository.burntTags.add(release.tag);
  chooseLatest(release, makeLatest);

  const actions = ['published'];
  if (!wasDraft) actions.unshift('created');
  if (!release.prerelease) actions.push('released');
  else if (!wasDraft) actions.push('prereleased');
  for (const action of actions) {
    announceRelease(world, release, action, login);
    onRelease(world, release, action, commit, login);
  }
  world.journal.changed();
  return commit;
}

/** Tells the webhooks what became of a published release. */
export function announceRelease(world: World, release: Release, action: string, login: string): void {
  world.webhooks.send({
    event: 'release',
    action,
    repository: release.repository.fullName,
    payload: () => ({
      action,
      ...(action === 'edited' ? { changes: {} } : {}),
      release: releaseShape(world, release),
      repository: repositoryShape(world, release.repository, 'webhook'),
      sender: userShape(world, login),
    }),
  });
}

/** The commit that the release's tag has, or will have if it is published so; refuses a tag that another release has. */
export function commitToTag({ repository, id }: Release, { tag, target }: { tag: string; target: string }): Commit {
  const other = publishedByTag(repository, tag);
  if (other !== undefined && other.id !== id) {
    throw validationFailed({ resource: 'Release', code: 'already_exists', field: 'tag_name' });
  }
  const commit = resolveCommit(repository, repository.tags.has(tag) ? `refs/tags/${tag}` : target);
  if (commit === undefined) throw validationFailed({ resource: 'Release', code: 'invalid', field: 'target_commitish' });
  return commit;
}
