import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { isTrainId, MAXIMUM_LENGTH } from '../domain/ids.ts';
import type { CheckedRequest } from '../domain/train-request.ts';
import type { TrainTitle } from '../domain/train-view.ts';
import { type TrainRequest, versionOf } from '../domain/trigger.ts';

/** A request that is in order, and the id under which the train was started; anything else fails the train at once. */
export function validRequest(parsed: CheckedRequest): { readonly request: TrainRequest; readonly title: TrainTitle } {
  if (!parsed.ok) throw refuse(parsed.problems);
  const { request } = parsed;
  const { workflowId: train } = workflowInfo();
  if (!isTrainId(train)) {
    const limit = MAXIMUM_LENGTH.id - MAXIMUM_LENGTH.alias - 1;
    throw refuse([`the workflow id "${train}" must be at most ${limit} of the characters A-Z a-z 0-9 . _ : / + -`]);
  }
  return { request, title: { train, chain: request.chain, kind: request.kind, version: versionOf(request) } };
}

/** Ends a train that can't go on as it was asked for. */
export function refuse(problems: readonly string[]): ApplicationFailure {
  return ApplicationFailure.create({
    message: `The train can't start: ${problems.join('; ')}`,
    type: 'BadRequest',
    nonRetryable: true,
    details: [problems],
  });
}
