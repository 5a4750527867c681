import { onPullRequest } from '../actions/triggers.ts';
import { now } from '../clock.ts';
import type { Answer } from '../server/answer.ts';
import { notFound, validationFailed } from '../server/answer.ts';
import { fullPullRequestShape, pullRequestShape } from '../shapes/pull-request.ts';
import { distance } from '../state/history.ts';
import type { PullRequest } from '../state/pull-request.ts';
import { isOpen } from '../state/pull-request.ts';
import type { Repository } from '../state/repository.ts';
import { nextNumber, resolveCommit } from '../state/repository.ts';
import { booleanField, textField } from './fields.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Pull requests from a branch of the repository itself. */
export const pullRequestRoutes: readonly Route[] = [
  {
    operation: 'pulls/list',
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls',
    handle: inRepository((asked, repository) =>
      paged(asked, wanted(asked, repository), (pull) => pullRequestShape(asked.world, repository, pull)),
    ),
  },
  {
    operation: 'pulls/create',
    method: 'POST',
    path: '/repos/{owner}/{repo}/pulls',
    handle: inRepository((asked, repository) => ({
      ...shown(asked, repository, create(asked, repository)),
      status: 201,
    })),
  },
  {
    operation: 'pulls/get',
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    handle: inRepository((asked, repository) => shown(asked, repository, pullOf(asked, repository))),
  },
  {
    operation: 'pulls/update',
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    handle: inRepository(update),
  },
];

/** Changes what is said; a merged one can't be opened again. */
function update(asked: Asked, repository: Repository): Answer {
  const { body, world } = asked;
  const pull = pullOf(asked, repository);
  const [base, state] = [textField(body, 'base'), textField(body, 'state')];
  if (base !== undefined && !repository.branches.has(base)) throw invalid('base');
  if (state === 'open' && pull.merged !== undefined) throw invalid('state');
  pull.base = base ?? pull.base;
  pull.title = textField(body, 'title') ?? pull.title;
  pull.body = textField(body, 'body') ?? pull.body;
  if (state !== undefined) pull.closedAt = state === 'closed' ? (pull.closedAt ?? now()) : undefined;
  world.journal.changed();
  return shown(asked, repository, pull);
}

function pullOf({ parameters }: Asked, { pullRequests }: Repository): PullRequest {
  const pull = pullRequests.find(({ number }) => number === Number(parameters['pull_number']));
  if (pull === undefined) throw notFound();
  return pull;
}

/** Newest first; open ones unless asked otherwise. A head without its owner filters nothing, as on GitHub. */
function wanted({ query }: Asked, repository: Repository): PullRequest[] {
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const isWanted = (pull: PullRequest) =>
    (state === 'all' || (state === 'open') === isOpen(repository, pull)) &&
    (head?.includes(':') !== true || head === `${repository.owner}:${pull.head}`) &&
    (base === null || base === pull.base);
  return repository.pullRequests.filter(isWanted).reverse();
}

function create({ world, body, login }: Asked, repository: Repository): PullRequest {
  const [, owner = repository.owner, head = ''] = /^(?:([^:]+):)?(.*)$/.exec(textField(body, 'head') ?? '') ?? [];
  const base = textField(body, 'base') ?? '';
  if (owner !== repository.owner || !repository.branches.has(head)) throw invalid('head');
  if (!repository.branches.has(base)) throw invalid('base');
  refuseNothingNew(repository, base, head);
  const isSame = (other: PullRequest) => other.head === head && other.base === base && isOpen(repository, other);
  if (repository.pullRequests.some(isSame)) throw refused(`A pull request already exists for ${owner}:${head}.`);
  const pull: PullRequest = {
    id: world.ids.next(),
    number: nextNumber(repository),
    head,
    headSha: repository.branches.get(head) ?? '',
    base,
    title: textField(body, 'title') ?? '',
    body: textField(body, 'body') ?? null,
    author: login,
    isDraft: booleanField(body, 'draft') ?? false,
    createdAt: now(),
    merged: undefined,
    closedAt: undefined,
  };
  repository.pullRequests.push(pull);
  onPullRequest(world, repository, pull);
  world.journal.changed();
  return pull;
}

function shown({ world }: Asked, repository: Repository, pull: PullRequest): Answer {
  const commits = commitsBetween(repository, pull.base, pull.headSha);
  return { status: 200, body: fullPullRequestShape(world, repository, pull, commits) };
}

function refuseNothingNew(repository: Repository, base: string, head: string): void {
  if (commitsBetween(repository, base, head) === 0) throw refused(`No commits between ${base} and ${head}`);
}

function commitsBetween(repository: Repository, base: string, head: string): number {
  const [from, to] = [resolveCommit(repository, base), resolveCommit(repository, head)];
  return from && to ? (distance(repository, from, to)?.ahead.length ?? 0) : 0;
}

function invalid(field: string) {
  return validationFailed({ resource: 'PullRequest', code: 'invalid', field });
}

function refused(message: string) {
  return validationFailed({ resource: 'PullRequest', code: 'custom', message });
}
