import { createHash } from 'node:crypto';

import { now } from '../clock.ts';
import type { Commit } from './commit.ts';
import type { Repository } from './repository.ts';

/** An annotated tag: an object of its own, which a ref of any name may then lead to. */
export interface TagObject {
  readonly sha: string;
  readonly tag: string;
  readonly message: string;
  /** What it stands for: a commit, or another annotated tag. */
  readonly object: string;
  readonly tagger: { readonly name: string; readonly email: string };
  readonly at: number;
}

/** Makes an annotated tag that no ref leads to yet. The sha depends on what it says, not on the time. */
export function makeTagObject(
  { tagObjects }: Repository,
  { tag, message, object, tagger }: Omit<TagObject, 'sha' | 'at'>,
): TagObject {
  const identity = ['tag', tag, message, object, tagger.name, tagger.email];
  const sha = createHash('sha1').update(identity.join('\n')).digest('hex');
  const made: TagObject = { sha, tag, message, object, tagger, at: now() };
  tagObjects.set(sha, made);
  return made;
}

/** The commit that a sha leads to, through annotated tags; undefined where there is none. */
export function peeled({ commits, tagObjects }: Repository, sha: string): Commit | undefined {
  let target = sha;
  for (let tag = tagObjects.get(target); tag !== undefined; tag = tagObjects.get(target)) target = tag.object;
  return commits.get(target);
}
