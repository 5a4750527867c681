import { createHash } from 'node:crypto';

import { now, timestamp } from '../clock.ts';
import type { ActionsRun } from '../state/actions-run.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { userShape } from './user.ts';

/** The same id for the same environment of a repository. */
export function environmentId({ id }: Repository, name: string): number {
  return createHash('sha1').update(`${id}\n${name}`).digest().readUInt32BE(0);
}

/** An environment that a run waits for, as GitHub shows it; the scenario's login may approve it (pending-deployment). */
export function pendingDeploymentShape(world: World, repository: Repository, name: string): object {
  const id = environmentId(repository, name);
  const { fullName } = repository;
  return {
    environment: {
      id,
      node_id: nodeId('Environment', id),
      name,
      url: `${world.url}/repos/${fullName}/environments/${encodeURIComponent(name)}`,
      html_url: `${world.url}/${fullName}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    },
    wait_timer: 0,
    wait_timer_started_at: null,
    current_user_can_approve: true,
    reviewers: [{ type: 'User', reviewer: userShape(world, world.scenario.login) }],
  };
}

/** A deployment that was just reviewed, as GitHub shows it (deployment). */
export function deploymentShape(world: World, run: ActionsRun, environment: string, login: string): object {
  const api = `${world.url}/repos/${run.repository.fullName}`;
  const id = world.ids.next();
  const at = timestamp(now());
  return {
    url: `${api}/deployments/${id}`,
    id,
    node_id: nodeId('Deployment', id),
    sha: run.headSha,
    ref: run.headBranch,
    task: 'deploy',
    payload: {},
    original_environment: environment,
    environment,
    description: null,
    creator: userShape(world, login),
    created_at: at,
    updated_at: at,
    statuses_url: `${api}/deployments/${id}/statuses`,
    repository_url: api,
  };
}
