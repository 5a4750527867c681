import { posix } from 'node:path';

import { pushCommit } from '../actions/push.ts';
import type { Answer } from '../server/answer.ts';
import { notFound, Refusal } from '../server/answer.ts';
import { gitCommitShape } from '../shapes/commit.ts';
import type { Commit } from '../state/commit.ts';
import type { Repository } from '../state/repository.ts';
import { resolveCommit } from '../state/repository.ts';
import { blobSha, fileIn, pathsIn } from '../state/tree.ts';
import { textField } from './fields.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** The files of repositories, which are text. */
export const contentRoutes: readonly Route[] = [
  {
    operation: 'repos/get-content',
    method: 'GET',
    path: '/repos/{owner}/{repo}/contents/{path}',
    handle: inRepository(read),
  },
  {
    operation: 'repos/create-or-update-file-contents',
    method: 'PUT',
    path: '/repos/{owner}/{repo}/contents/{path}',
    handle: inRepository(write),
  },
];

/** What asks for a file as it is; `v3` is the old way. */
const rawType = /^application\/vnd\.github(\.v3)?\.raw(\+json)?$/;

function read(asked: Asked, repository: Repository): Answer {
  const path = asked.parameters['path'] ?? '';
  const ref = asked.query.get('ref') ?? repository.defaultBranch;
  const commit = resolveCommit(repository, ref);
  if (commit === undefined) throw notFound();
  const text = fileIn(commit.tree, path);
  if (text !== undefined && rawType.test(asked.headers.accept ?? '')) {
    return { status: 200, body: text, mediaType: 'application/vnd.github.raw+json' };
  }
  if (text !== undefined) {
    const encoded = Buffer.from(text).toString('base64');
    const content = { ...entry(asked, repository, commit, path, ref), encoding: 'base64', content: encoded };
    return { status: 200, body: content };
  }
  const inside = pathsIn(commit.tree).filter((file) => posix.dirname(file) === path);
  if (inside.length === 0) throw notFound();
  return { status: 200, body: inside.map((file) => entry(asked, repository, commit, file, ref)) };
}

/** Commits one file to a branch; who writes over a file must know what it holds. */
function write(asked: Asked, repository: Repository): Answer {
  const { world, body, login, parameters } = asked;
  const path = parameters['path'] ?? '';
  const branch = textField(body, 'branch') ?? repository.defaultBranch;
  const head = repository.branches.has(branch) ? resolveCommit(repository, `refs/heads/${branch}`) : undefined;
  if (head === undefined) throw new Refusal(404, `Branch ${branch} not found`);
  const known = fileIn(head.tree, path);
  refuseOther(path, known, textField(body, 'sha'));
  const text = Buffer.from(textField(body, 'content') ?? '', 'base64').toString();
  const commit = pushCommit(world, repository, {
    branch,
    login,
    message: textField(body, 'message') ?? '',
    files: { [path]: text },
  });
  return {
    status: known === undefined ? 201 : 200,
    body: {
      content: entry(asked, repository, commit, path, branch),
      commit: gitCommitShape(world, repository, commit),
    },
  };
}

function refuseOther(path: string, known: string | undefined, sha: string | undefined): void {
  if (known !== undefined && sha === undefined) throw new Refusal(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (sha === undefined || (known !== undefined && blobSha(known) === sha)) return;
  throw new Refusal(409, `${path} does not match ${sha}`);
}

function entry({ world }: Asked, { fullName }: Repository, { tree }: Commit, path: string, ref: string): object {
  const text = fileIn(tree, path) ?? '';
  const sha = blobSha(text);
  const url = `${world.url}/repos/${fullName}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`;
  const gitUrl = `${world.url}/repos/${fullName}/git/blobs/${sha}`;
  const htmlUrl = `${world.url}/${fullName}/blob/${encodeURIComponent(ref)}/${encodeURI(path)}`;
  return {
    type: 'file',
    size: Buffer.byteLength(text),
    name: posix.basename(path),
    path,
    sha,
    url,
    git_url: gitUrl,
    html_url: htmlUrl,
    download_url: `${world.url}/${fullName}/raw/${encodeURIComponent(ref)}/${encodeURI(path)}`,
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
}
