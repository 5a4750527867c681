import { now } from '../clock.ts';
import type { Answer } from '../server/answer.ts';
import { notFound, validationFailed } from '../server/answer.ts';
import { issueShape } from '../shapes/issue.ts';
import type { Issue } from '../state/issue.ts';
import { nextNumber, type Repository } from '../state/repository.ts';
import { textField } from './fields.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Issues, without the pull requests that GitHub lists among them. */
export const issueRoutes: readonly Route[] = [
  {
    operation: 'issues/list-for-repo',
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues',
    handle: inRepository((asked, repository) =>
      paged(asked, wanted(asked, repository), (issue) => issueShape(asked.world, repository, issue)),
    ),
  },
  {
    operation: 'issues/create',
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues',
    handle: inRepository(create),
  },
  {
    operation: 'issues/update',
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/{issue_number}',
    handle: inRepository(update),
  },
];

/** Newest first; open ones unless asked otherwise. */
function wanted({ query }: Asked, { issues }: Repository): Issue[] {
  const [state, creator] = [query.get('state') ?? 'open', query.get('creator')];
  const isWanted = ({ closedAt, author }: Issue) =>
    (state === 'all' || (state === 'open') === (closedAt === undefined)) && (creator === null || creator === author);
  return issues.filter(isWanted).reverse();
}

function create({ world, body, login }: Asked, repository: Repository): Answer {
  const title = textField(body, 'title') ?? '';
  if (title === '') throw validationFailed({ resource: 'Issue', code: 'missing_field', field: 'title' });
  const at = now();
  const issue: Issue = {
    id: world.ids.next(),
    number: nextNumber(repository),
    author: login,
    createdAt: at,
    title,
    body: textField(body, 'body') ?? null,
    updatedAt: at,
    closedAt: undefined,
  };
  repository.issues.push(issue);
  world.journal.changed();
  return { status: 201, body: issueShape(world, repository, issue) };
}

function update({ world, body, parameters }: Asked, repository: Repository): Answer {
  const issue = repository.issues.find(({ number }) => number === Number(parameters['issue_number']));
  if (issue === undefined) throw notFound();
  const at = now();
  issue.title = textField(body, 'title') ?? issue.title;
  issue.body = textField(body, 'body') ?? issue.body;
  const state = textField(body, 'state');
  if (state !== undefined) issue.closedAt = state === 'closed' ? (issue.closedAt ?? at) : undefined;
  issue.updatedAt = at;
  world.journal.changed();
  return { status: 200, body: issueShape(world, repository, issue) };
}
