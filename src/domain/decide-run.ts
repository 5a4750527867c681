import { buildPlaces, buildsOf, sameRepository } from './build-place.ts';
import { type Chain, fullName } from './chain.ts';
import { decidePushRun } from './decide-push-run.ts';
import type { EventOf } from './github-event.ts';
import { buildNamedIn } from './marked-build.ts';
import {
  type DecideByChains,
  ignore,
  namesOf,
  type Received,
  type RunHint,
  type WebhookDecision,
} from './webhook-decision.ts';

const DISPATCHES = ['workflow_dispatch', 'repository_dispatch'];

/** What news of an actions run means. */
export function decideRun(event: EventOf<'actions-run'>, received: Received): WebhookDecision | DecideByChains {
  const { action, title, event: cause, runId, status } = event;
  if (cause === 'push') return decidePushRun(event, received);
  const workflowId = buildNamedIn(title);
  if (workflowId === null) {
    // These come in crowds, and nothing is looked up for them.
    return DISPATCHES.includes(cause)
      ? (chains) => [decideUnmarked(event, chains)]
      : ignore('not-dispatched', `${cause} started actions run ${runId}, no dispatch did: not one of ours`);
  }
  // The answer to workflow_dispatch has the run's id; that to repository_dispatch hasn't, and this is the first news of it.
  if (action === 'requested' && cause === 'workflow_dispatch' && status !== 'completed') {
    return ignore('run-known-already', `actions run ${runId} is known from its dispatch, and has only been queued`);
  }
  return { type: 'wake', workflowId, hint: hintOf(event) };
}

function decideUnmarked(event: EventOf<'actions-run'>, chains: readonly Chain[]): WebhookDecision {
  const { repository, runId, workflow } = event;
  const here = buildPlaces(chains).filter(({ place }) => sameRepository(place, repository));
  if (here.length === 0) return notBuiltIn(repository, chains);
  const meant = here.filter(({ recipe }) => recipe.workflows.includes(workflow));
  if (meant.length === 0) {
    return ignore(
      'other-workflow',
      `no chain builds with the actions workflow "${workflow}" of ${fullName(repository)}`,
    );
  }
  // Where the marker is shown, a run without it is a build's only if the answer to the dispatch named it.
  const otherwise = buildsOf(meant.filter(({ recipe }) => recipe.marker !== 'shown'));
  return { type: 'wake-run', run: `${fullName(repository)}/${runId}`, otherwise, hint: hintOf(event) };
}

function hintOf({ runId, attempt, status, workflow, url }: EventOf<'actions-run'>): RunHint {
  return { runId, attempt, status, workflow, url, source: 'run' };
}

/** What news of a job means: that it waits for a person's approval is all that no news of its run says. */
export function decideJob(event: EventOf<'job'>): WebhookDecision | DecideByChains {
  const { action, runId } = event;
  return action === 'waiting'
    ? (chains) => [decideWaiting(event, chains)]
    : ignore('job-not-waiting', `a job of actions run ${runId} is ${action}: the news of its run says what matters`);
}

function decideWaiting({ repository, runId, attempt }: EventOf<'job'>, chains: readonly Chain[]): WebhookDecision {
  const here = buildPlaces(chains).filter(({ place }) => sameRepository(place, repository));
  if (here.length === 0) return notBuiltIn(repository, chains);
  const hint: RunHint = { runId, attempt, status: 'waiting', workflow: '', url: '', source: 'job' };
  return { type: 'wake-run', run: `${fullName(repository)}/${runId}`, otherwise: buildsOf(here), hint };
}

function notBuiltIn(repository: { readonly owner: string; readonly name: string }, chains: readonly Chain[]) {
  return ignore('not-in-a-chain', `nothing of a chain is built in ${fullName(repository)}; ${namesOf(chains)}`);
}
