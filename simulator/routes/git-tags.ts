import { timestamp } from '../clock.ts';
import { notFound, Refusal } from '../server/answer.ts';
import { emailOf } from '../shapes/user.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import type { TagObject } from '../state/tag.ts';
import { makeTagObject } from '../state/tag.ts';
import { objectField, textField } from './fields.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Annotated tags as objects: making one makes no ref. */
export const gitTagRoutes: readonly Route[] = [
  {
    operation: 'git/create-tag',
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/tags',
    handle: inRepository((asked, repository) => {
      const object = textField(asked.body, 'object') ?? '';
      const type = textField(asked.body, 'type');
      const isThere = type === 'commit' && repository.commits.has(object);
      if (!isThere) throw new Refusal(422, 'Could not verify object');
      const made = makeTagObject(repository, { ...saidOf(asked), object });
      return { status: 201, body: tagShape(asked, repository, made) };
    }),
  },
  {
    operation: 'git/get-tag',
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/tags/{tag_sha}',
    handle: inRepository((asked, repository) => {
      const found = repository.tagObjects.get(asked.parameters['tag_sha'] ?? '');
      if (found === undefined) throw notFound();
      return { status: 200, body: tagShape(asked, repository, found) };
    }),
  },
];

function saidOf({ body, login }: Asked): Pick<TagObject, 'tag' | 'message' | 'tagger'> {
  const tagger = objectField(body, 'tagger');
  return {
    tag: textField(body, 'tag') ?? '',
    message: textField(body, 'message') ?? '',
    tagger: { name: textField(tagger, 'name') ?? login, email: textField(tagger, 'email') ?? emailOf(login) },
  };
}

function tagShape({ world }: Asked, { fullName, commits }: Repository, tag: TagObject): object {
  const api = `${world.url}/repos/${fullName}/git`;
  const type = commits.has(tag.object) ? 'commit' : 'tag';
  return {
    node_id: nodeId('Tag', tag.sha),
    tag: tag.tag,
    sha: tag.sha,
    url: `${api}/tags/${tag.sha}`,
    message: tag.message,
    tagger: { ...tag.tagger, date: timestamp(tag.at) },
    object: { sha: tag.object, type, url: `${api}/${type}s/${tag.object}` },
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}
