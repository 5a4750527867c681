import type { Answer } from '../server/answer.ts';
import { notFound, Refusal } from '../server/answer.ts';
import { gitCommitShape } from '../shapes/commit.ts';
import { makeCommit } from '../state/commit.ts';
import type { Repository } from '../state/repository.ts';
import { treeWithSha } from '../state/repository.ts';
import { textField } from './fields.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Commits as git has them: making one moves no branch. */
export const gitCommitRoutes: readonly Route[] = [
  {
    operation: 'git/get-commit',
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/commits/{commit_sha}',
    handle: inRepository(({ world, parameters }, repository) => {
      const commit = repository.commits.get(parameters['commit_sha'] ?? '');
      if (commit === undefined) throw notFound();
      return { status: 200, body: gitCommitShape(world, repository, commit) };
    }),
  },
  {
    operation: 'git/create-commit',
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/commits',
    handle: inRepository(create),
  },
];

/** Commits here have one parent, or none. */
function create({ world, body, login }: Asked, repository: Repository): Answer {
  const tree = treeWithSha(repository, textField(body, 'tree') ?? '');
  if (tree === undefined) throw new Refusal(422, 'Tree SHA does not exist');
  const parents: readonly unknown[] = Array.isArray(body['parents']) ? body['parents'] : [];
  const [parent] = parents.filter((sha) => typeof sha === 'string');
  if (parent === undefined || parents.length > 1 || !repository.commits.has(parent)) {
    throw new Refusal(422, 'Parent SHA does not exist or is not a commit object');
  }
  const commit = makeCommit(repository, { tree, parent, message: textField(body, 'message') ?? '', login });
  return { status: 201, body: gitCommitShape(world, repository, commit) };
}
