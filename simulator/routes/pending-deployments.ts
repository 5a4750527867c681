import type { Review } from '../actions/approvals.ts';
import { pendingEnvironments, reviewDeployments } from '../actions/approvals.ts';
import type { Answer } from '../server/answer.ts';
import { Refusal } from '../server/answer.ts';
import { deploymentShape, environmentId, pendingDeploymentShape } from '../shapes/deployment.ts';
import type { Repository } from '../state/repository.ts';
import { runNamed } from './actions-runs.ts';
import { textField } from './fields.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** What a run's jobs wait for, and what people say to it. Whoever has a token may say it. */
export const pendingDeploymentRoutes: readonly Route[] = [
  {
    operation: 'actions/get-pending-deployments-for-run',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments',
    handle: inRepository((asked, repository) => ({
      status: 200,
      body: pendingEnvironments(runNamed(asked, repository)).map((environment) =>
        pendingDeploymentShape(asked.world, repository, environment),
      ),
    })),
  },
  {
    operation: 'actions/review-pending-deployments-for-run',
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments',
    handle: inRepository(review),
  },
];

function review(asked: Asked, repository: Repository): Answer {
  const { world, body, login } = asked;
  const run = runNamed(asked, repository);
  const ids = Array.isArray(body['environment_ids']) ? body['environment_ids'].map(Number) : [];
  const environments = pendingEnvironments(run).filter((name) => ids.includes(environmentId(repository, name)));
  if (environments.length === 0)
    throw new Refusal(422, 'None of the environments has a deployment that waits for a review.');
  reviewDeployments(world, run, environments, reviewOf(body));
  return {
    status: 200,
    body: environments.map((environment) => deploymentShape(world, run, environment, login)),
  };
}

function reviewOf(body: Asked['body']): Review {
  const state = textField(body, 'state');
  if (state === 'approved' || state === 'rejected') return state;
  throw new Refusal(422, '"state" must be "approved" or "rejected".');
}
