import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Asker } from '../domain/dispatch-lane.ts';

/** The engine's side of taking turns: who asks, and whether it still lives. */
export interface Turns {
  /** Asks the lane of that workflow id, which is started where there is none. To ask twice changes nothing. */
  ask(lane: string, asker: Asker, taskQueue: string): Promise<void>;
  isRunning(asker: Asker): Promise<boolean>;
}

/** Turns on a Temporal server. */
export function makeTurns(client: Client): Turns {
  return {
    async ask(lane, asker, taskQueue) {
      await client.workflow.signalWithStart('dispatchLane', {
        workflowId: lane,
        taskQueue,
        args: [],
        signal: 'askForTurn',
        signalArgs: [asker],
        staticSummary: 'one dispatch after another',
      });
    },

    async isRunning({ workflowId, runId }) {
      try {
        const { status } = await client.workflow.getHandle(workflowId, runId).describe();
        return status.name === 'RUNNING' || status.name === 'PAUSED';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
  };
}
