import type { ReleaseFields } from '../releases/edit.ts';
import { createRelease, deleteRelease, updateRelease } from '../releases/edit.ts';
import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import { releaseShape } from '../shapes/release.ts';
import type { Release } from '../state/release.ts';
import { publishedByTag } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import { booleanField, textField } from './fields.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Making, reading, publishing and deleting releases. Whoever has a token may see drafts. */
export const releaseRoutes: readonly Route[] = [
  {
    operation: 'repos/list-releases',
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases',
    handle: inRepository((asked, repository) =>
      paged(asked, [...repository.releases.values()].toReversed(), (release) => releaseShape(asked.world, release)),
    ),
  },
  {
    operation: 'repos/create-release',
    method: 'POST',
    path: '/repos/{owner}/{repo}/releases',
    handle: inRepository((asked, repository) => {
      const release = createRelease(asked.world, repository, fieldsOf(asked), asked.login);
      return { ...shown(asked, release), status: 201 };
    }),
  },
  {
    operation: 'repos/get-latest-release',
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases/latest',
    handle: inRepository((asked, repository) => shown(asked, repository.latestRelease)),
  },
  {
    operation: 'repos/get-release-by-tag',
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases/tags/{tag}',
    handle: inRepository((asked, repository) =>
      shown(asked, publishedByTag(repository, asked.parameters['tag'] ?? '')),
    ),
  },
  {
    operation: 'repos/get-release',
    method: 'GET',
    path: '/repos/{owner}/{repo}/releases/{release_id}',
    handle: inRepository((asked, repository) => shown(asked, releaseNamed(asked, repository))),
  },
  {
    operation: 'repos/update-release',
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/releases/{release_id}',
    handle: inRepository((asked, repository) => {
      const release = releaseNamed(asked, repository);
      updateRelease(asked.world, release, fieldsOf(asked), asked.login);
      return shown(asked, release);
    }),
  },
  {
    operation: 'repos/delete-release',
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/releases/{release_id}',
    handle: inRepository((asked, repository) => {
      deleteRelease(asked.world, releaseNamed(asked, repository), asked.login);
      return { status: 204 };
    }),
  },
];

/** The release that the path names by id; 404 where there is none. */
export function releaseNamed(asked: Asked, repository: Repository): Release {
  const release = repository.releases.get(Number(asked.parameters['release_id']));
  if (release === undefined) throw notFound();
  return release;
}

function shown(asked: Asked, release: Release | undefined): Answer {
  if (release === undefined) throw notFound();
  return { status: 200, body: releaseShape(asked.world, release) };
}

function fieldsOf({ body }: Asked): ReleaseFields {
  return defined({
    tag: textField(body, 'tag_name'),
    target: textField(body, 'target_commitish'),
    name: textField(body, 'name'),
    body: textField(body, 'body'),
    draft: booleanField(body, 'draft'),
    prerelease: booleanField(body, 'prerelease'),
    makeLatest: textField(body, 'make_latest'),
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what isn't there, so that "not said" and "said nothing" are the same. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
