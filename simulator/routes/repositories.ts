import { posix } from 'node:path';

import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import { repositoryShape } from '../shapes/repository.ts';
import type { Repository } from '../state/repository.ts';
import { blobSha, resolveCommit } from '../state/repository.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Repositories and their files. */
export const repositoryRoutes: readonly Route[] = [
  {
    operation: 'repos/get',
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    handle: inRepository(({ world }, repository) => ({
      status: 200,
      body: repositoryShape(world, repository, 'full'),
    })),
  },
  {
    operation: 'repos/get-content',
    method: 'GET',
    path: '/repos/{owner}/{repo}/contents/{path}',
    handle: inRepository(content),
  },
];

/** What asks for a file as it is; `v3` is the old way. */
const rawType = /^application\/vnd\.github(\.v3)?\.raw(\+json)?$/;

function content(asked: Asked, repository: Repository): Answer {
  const path = asked.parameters['path'] ?? '';
  const ref = asked.query.get('ref') ?? repository.defaultBranch;
  if (resolveCommit(repository, ref) === undefined) throw notFound();
  const text = repository.files.get(path);
  if (text !== undefined && rawType.test(asked.headers.accept ?? '')) {
    return { status: 200, body: text, mediaType: 'application/vnd.github.raw+json' };
  }
  if (text !== undefined) {
    const encoded = Buffer.from(text).toString('base64');
    return { status: 200, body: { ...entry(asked, repository, path, ref), encoding: 'base64', content: encoded } };
  }
  const inside = [...repository.files.keys()].filter((file) => posix.dirname(file) === path);
  if (inside.length === 0) throw notFound();
  return { status: 200, body: inside.map((file) => entry(asked, repository, file, ref)) };
}

function entry({ world }: Asked, repository: Repository, path: string, ref: string): object {
  const text = repository.files.get(path) ?? '';
  const sha = blobSha(text);
  const url = `${world.url}/repos/${repository.fullName}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`;
  const gitUrl = `${world.url}/repos/${repository.fullName}/git/blobs/${sha}`;
  const htmlUrl = `${world.url}/${repository.fullName}/blob/${encodeURIComponent(ref)}/${encodeURI(path)}`;
  return {
    type: 'file',
    size: Buffer.byteLength(text),
    name: posix.basename(path),
    path,
    sha,
    url,
    git_url: gitUrl,
    html_url: htmlUrl,
    download_url: null,
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
}
