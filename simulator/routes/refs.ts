import type { Answer } from '../server/answer.ts';
import { Refusal } from '../server/answer.ts';
import { commitShape } from '../shapes/commit.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import { resolveCommit } from '../state/repository.ts';
import { peeled } from '../state/tag.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Branches, tags and the commits behind them. */
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
      paged(asked, [...repository.tags].toReversed(), ([name, object]) => ({
        name,
        commit: peeledShape(asked, repository, object),
        zipball_url: `${asked.world.url}/repos/${repository.fullName}/zipball/refs/tags/${name}`,
        tarball_url: `${asked.world.url}/repos/${repository.fullName}/tarball/refs/tags/${name}`,
        node_id: nodeId('Ref', `${repository.id}:refs/tags/${name}`),
      })),
    ),
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

/** Lists of tags name the commit, also of those that are annotated. */
function peeledShape(asked: Asked, repository: Repository, object: string): object {
  const sha = peeled(repository, object)?.sha ?? object;
  return { sha, url: commitUrl(asked, repository, sha) };
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
