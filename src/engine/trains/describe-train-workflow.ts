import {
  type Client,
  ServiceError,
  type WorkflowExecutionDescription,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { hasGrpcStatus } from '../engine-connection.ts';
import { trainKindOf } from './train-execution.ts';

/** What Temporal says of a train's workflow; `null` where no train has that id. */
export async function describeTrainWorkflow(
  client: Client,
  train: string,
): Promise<WorkflowExecutionDescription | null> {
  try {
    const description = await client.workflow.getHandle(train).describe();
    return trainKindOf(description.type) === null ? null : description;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    // An id that is empty, or longer than Temporal allows.
    if (error instanceof ServiceError && hasGrpcStatus(error.cause, 'invalidArgument')) return null;
    throw error;
  }
}
