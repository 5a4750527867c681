import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/** What a train can ask of the engine about itself. */
export interface RunningTrains {
  /** Has Temporal cancel a train, which no workflow can do to itself. One that has ended stays as it is. */
  cancel(train: string, runId: string): Promise<void>;
}

/** The trains of a Temporal server. */
export function makeRunningTrains(client: Client): RunningTrains {
  return {
    async cancel(train, runId) {
      try {
        await client.workflow.getHandle(train, runId).cancel();
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
  };
}
