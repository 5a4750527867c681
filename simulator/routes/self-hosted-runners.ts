import type { Answer } from '../server/answer.ts';
import { selfHostedRunnerShape } from '../shapes/self-hosted-runner.ts';
import { inOrganisation } from './organisation.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** The organisation's own runners, which every repository may use. */
export const selfHostedRunnerRoutes: readonly Route[] = [
  {
    operation: 'actions/list-self-hosted-runners-for-repo',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runners',
    handle: inRepository(list),
  },
  {
    operation: 'actions/list-self-hosted-runners-for-org',
    method: 'GET',
    path: '/orgs/{org}/actions/runners',
    handle: inOrganisation(list),
  },
];

function list(asked: Asked): Answer {
  const name = asked.query.get('name');
  const { all } = asked.world.selfHosted;
  const named = name === null ? all : all.filter((runner) => runner.name === name);
  return paged(asked, named, selfHostedRunnerShape, 'runners');
}
