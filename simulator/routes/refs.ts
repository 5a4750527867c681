import type { Answer } from '../server/answer.ts';
import { notFound, Refusal } from '../server/answer.ts';
import { commitShape } from '../shapes/commit.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import { resolveCommit } from '../state/repository.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Branches, tags, refs and the commits behind them. */
export const refRoutes: readonly Route[] = [
  {
    operation: 'repos/list-branches',
    method: 'GET',
    path: '/repos/{owner}/{repo}/branches',
    handle: inRepository((asked, repository) =>
      paged(asked, [...repository.branches], ([name, sha]) => ({
        name,
        commit: { sha, url: commitUrl(asked, repository, sha) },
        protected: false,
      })),
    ),
  },
  {
    operation: 'repos/get-branch',
    method: 'GET',
    path: '/repos/{owner}/{repo}/branches/{branch}',
    handle: inRepository(getBranch),
  },
  {
    operation: 'repos/list-tags',
    method: 'GET',
    path: '/repos/{owner}/{repo}/tags',
    handle: inRepository((asked, repository) =>
      paged(asked, [...repository.tags].toReversed(), ([name, sha]) => ({
        name,
        commit: { sha, url: commitUrl(asked, repository, sha) },
        zipball_url: `${asked.world.url}/repos/${repository.fullName}/zipball/refs/tags/${name}`,
        tarball_url: `${asked.world.url}/repos/${repository.fullName}/tarball/refs/tags/${name}`,
        node_id: nodeId('Ref', `${repository.id}:refs/tags/${name}`),
      })),
    ),
  },
  {
    operation: 'git/get-ref',
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/ref/{ref}',
    handle: inRepository((asked, repository) => {
      const found = refsOf(repository).find(({ ref }) => ref === `refs/${asked.parameters['ref'] ?? ''}`);
      if (found === undefined) throw notFound();
      return { status: 200, body: refShape(asked, repository, found) };
    }),
  },
  {
    operation: 'git/list-matching-refs',
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/matching-refs/{ref}',
    handle: inRepository((asked, repository) => {
      const prefix = `refs/${asked.parameters['ref'] ?? ''}`;
      const found = refsOf(repository).filter(({ ref }) => ref.startsWith(prefix));
      return { status: 200, body: found.map((ref) => refShape(asked, repository, ref)) };
    }),
  },
  {
    operation: 'repos/get-commit',
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}',
    handle: inRepository((asked, repository) => {
      const ref = asked.parameters['ref'] ?? '';
      const commit = resolveCommit(repository, ref);
      if (commit === undefined) throw new Refusal(422, `No commit found for SHA: ${ref}`);
      return { status: 200, body: { ...commitShape(asked.world, repository, commit), ...changesNothing } };
    }),
  },
];

const changesNothing = { stats: { total: 0, additions: 0, deletions: 0 }, files: [] };

interface Ref {
  readonly ref: string;
  readonly sha: string;
}

function refsOf(repository: Repository): Ref[] {
  return [
    ...[...repository.branches].map(([name, sha]) => ({ ref: `refs/heads/${name}`, sha })),
    ...[...repository.tags].map(([name, sha]) => ({ ref: `refs/tags/${name}`, sha })),
  ];
}

function refShape({ world }: Asked, repository: Repository, { ref, sha }: Ref): object {
  const api = `${world.url}/repos/${repository.fullName}/git`;
  return {
    ref,
    node_id: nodeId('Ref', `${repository.id}:${ref}`),
    url: `${api}/${ref}`,
    object: { type: 'commit', sha, url: `${api}/commits/${sha}` },
  };
}

function commitUrl({ world }: Asked, repository: Repository, sha: string): string {
  return `${world.url}/repos/${repository.fullName}/commits/${sha}`;
}

function getBranch(asked: Asked, repository: Repository): Answer {
  const name = asked.parameters['branch'] ?? '';
  const commit = repository.branches.has(name) ? resolveCommit(repository, `refs/heads/${name}`) : undefined;
  if (commit === undefined) throw new Refusal(404, 'Branch not found');
  const self = `${asked.world.url}/repos/${repository.fullName}/branches/${name}`;
  return {
    status: 200,
    body: {
      name,
      commit: commitShape(asked.world, repository, commit),
      _links: { self, html: `${asked.world.url}/${repository.fullName}/tree/${name}` },
      protected: false,
      protection: { enabled: false },
      protection_url: `${self}/protection`,
    },
  };
}
