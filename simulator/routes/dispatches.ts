import { announceRepositoryDispatch, announceWorkflowDispatch } from '../actions/announce-dispatch.ts';
import { startDispatchedRuns, workflowDispatch } from '../actions/dispatched-runs.ts';
import { onRepositoryDispatch } from '../actions/triggers.ts';
import type { Answer } from '../server/answer.ts';
import { Refusal } from '../server/answer.ts';
import type { ActionsRun } from '../state/actions-run.ts';
import type { Commit } from '../state/commit.ts';
import type { Repository } from '../state/repository.ts';
import { peeled } from '../state/tag.ts';
import { actionsWorkflowNamed } from './actions-workflows.ts';
import { booleanField, isObject, objectField, textField } from './fields.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

const mostPayloadProperties = 10;
const longestPayload = 65_535;
const longestEventType = 100;
const mostInputs = 25;

/** Both ways of starting actions runs. */
export const dispatchRoutes: readonly Route[] = [
  {
    operation: 'repos/create-dispatch-event',
    method: 'POST',
    path: '/repos/{owner}/{repo}/dispatches',
    handle: inRepository(dispatchRepository),
  },
  {
    operation: 'actions/create-workflow-dispatch',
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    handle: inRepository(dispatchWorkflow),
  },
];

function dispatchRepository({ world, body, login }: Asked, repository: Repository): Answer {
  const eventType = textField(body, 'event_type');
  const clientPayload = objectField(body, 'client_payload');
  if (eventType === undefined || eventType === '') throw invalid('"event_type" wasn\'t supplied.');
  if (eventType.length > longestEventType) {
    throw invalid(`"event_type" is too long (maximum is ${longestEventType} characters).`);
  }
  refuseMoreThan(mostPayloadProperties, clientPayload);
  if (JSON.stringify(clientPayload).length > longestPayload) {
    throw invalid(`client_payload is too large (maximum is ${longestPayload} characters).`);
  }
  const dispatch = { eventType, clientPayload, actor: login };
  announceRepositoryDispatch(world, repository, dispatch);
  onRepositoryDispatch(world, repository, dispatch);
  return { status: 204 };
}

function dispatchWorkflow(asked: Asked, repository: Repository): Answer {
  const { world, body, login } = asked;
  const workflow = actionsWorkflowNamed(asked, repository);
  // In no documentation; quoted by many who met it.
  if (!repository.actionsEnabled) throw new Refusal(422, 'Actions has been disabled for this repository.');
  const wantsDetails = booleanField(body, 'return_run_details');
  if (wantsDetails !== undefined && world.scenario.returnRunDetails === false) {
    throw invalid('"return_run_details" is not a permitted key.');
  }
  const ref = textField(body, 'ref');
  if (ref === undefined || ref === '') throw invalid('"ref" wasn\'t supplied.');
  const { name, commit } = branchOrTag(repository, ref);
  const declared = workflow.scenario.on.workflow_dispatch;
  if (declared === undefined) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  if (workflow.state !== 'active') {
    throw new Refusal(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  }
  const inputs = objectField(body, 'inputs');
  refuseMoreThan(mostInputs, inputs);
  const unexpected = Object.keys(inputs).filter((input) => !declared.inputs.includes(input));
  if (unexpected.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);

  const dispatch = { actor: login, ref: name, commit, inputs };
  announceWorkflowDispatch(world, repository, workflow, dispatch);
  const trigger = workflowDispatch(workflow, dispatch);
  const [run] = startDispatchedRuns(world, repository, workflow, trigger);
  return wantsDetails === true && run !== undefined ? { status: 200, body: runDetails(asked, run) } : { status: 204 };
}

function runDetails({ world }: Asked, run: ActionsRun): object {
  const path = `${run.repository.fullName}/actions/runs/${run.id}`;
  return { workflow_run_id: run.id, run_url: `${world.url}/repos/${path}`, html_url: `${world.url}/${path}` };
}

/** A dispatch takes branches and tags only: a commit's sha is no ref. */
function branchOrTag(repository: Repository, ref: string): { readonly name: string; readonly commit: Commit } {
  const [, only, name = ref] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  const sha =
    (only === 'tags' ? undefined : repository.branches.get(name)) ??
    (only === 'heads' ? undefined : repository.tags.get(name));
  const commit = sha === undefined ? undefined : peeled(repository, sha);
  if (commit === undefined) throw new Refusal(422, `No ref found for: ${ref}`);
  return { name, commit };
}

function refuseMoreThan(most: number, properties: unknown): void {
  const count = isObject(properties) ? Object.keys(properties).length : 0;
  if (count > most) throw invalid(`No more than ${most} properties are allowed; ${count} were supplied.`);
}

function invalid(problem: string): Refusal {
  return new Refusal(422, `Invalid request.\n\n${problem}`);
}
