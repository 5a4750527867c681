import { createRef, deleteRef } from '../actions/refs.ts';
import { emailOf } from '../shapes/user.ts';
import type { Repository } from '../state/repository.ts';
import { resolveCommit } from '../state/repository.ts';
import { makeTagObject } from '../state/tag.ts';
import type { World } from '../world.ts';

/** What a person tags: the default branch's head by the scenario's login, with a plain tag, unless said otherwise. */
export interface TagByHand {
  /** Branch, tag or commit that it is made at. */
  readonly at?: string;
  /** Makes it an annotated tag. */
  readonly message?: string;
  readonly login?: string;
}

/** Pushes a tag. Throws where the name is in use, or nothing is there to be tagged. */
export function pushTag(
  world: World,
  repository: Repository,
  name: string,
  { at = repository.defaultBranch, message, login = world.scenario.login }: TagByHand,
): { commit: string } {
  const commit = resolveCommit(repository, at);
  if (commit === undefined) throw new Error(`${repository.fullName} has no branch, tag or commit ${at}.`);
  const tagger = { name: login, email: emailOf(login) };
  const sha =
    message === undefined
      ? commit.sha
      : makeTagObject(repository, { tag: name, message, object: commit.sha, tagger }).sha;
  createRef(world, repository, { kind: 'tags', name }, sha, login);
  return { commit: commit.sha };
}

/** Deletes a tag; the release that was published with it is a draft again. Throws where there is none. */
export function deleteTag(world: World, repository: Repository, name: string): void {
  deleteRef(world, repository, { kind: 'tags', name }, world.scenario.login);
}
