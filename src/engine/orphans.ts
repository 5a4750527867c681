import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Starter } from '../domain/orphan.ts';

/** A workflow that runs under an id. */
export interface RunningWorkflow {
  readonly runId: string;
  /** `null` where no workflow started it. */
  readonly startedBy: Starter | null;
}

/** The engine's side of what a reset leaves behind. */
export interface Orphans {
  /** What runs under the id; `null` where nothing does. */
  find(workflowId: string): Promise<RunningWorkflow | null>;
  /** Terminates it, and before it what it started: a child that outlives its parent would be cancelled, with its actions run. */
  terminate(workflowId: string, runId: string): Promise<void>;
  cancel(workflowId: string, runId: string): Promise<void>;
}

/** Orphans on a Temporal server. */
export function makeOrphans(client: Client): Orphans {
  const handleOf = (workflowId: string, runId?: string) => client.workflow.getHandle(workflowId, runId);

  async function firstExecutionOf(workflowId: string, runId: string): Promise<string> {
    const description = await unlessGone(() => handleOf(workflowId, runId).describe());
    // Forgotten by the server: whatever it was, it is none of what runs now.
    return description?.raw.workflowExecutionInfo?.firstRunId ?? runId;
  }

  async function terminate(workflowId: string, runId: string): Promise<void> {
    const description = await unlessGone(() => handleOf(workflowId, runId).describe());
    const children = description?.raw.pendingChildren ?? [];
    await Promise.all(children.map((child) => terminate(child.workflowId ?? '', child.runId ?? '')));
    await unlessGone(() => handleOf(workflowId, runId).terminate('the workflow that started it was reset'));
  }

  return {
    async find(workflowId) {
      const description = await unlessGone(() => handleOf(workflowId).describe());
      if (description === null || description.closeTime !== undefined) return null;
      const { runId, parentExecution } = description;
      const id = parentExecution?.workflowId ?? '';
      const startedBy =
        id === '' ? null : { workflowId: id, firstExecution: await firstExecutionOf(id, parentExecution?.runId ?? '') };
      return { runId, startedBy };
    },

    terminate,

    async cancel(workflowId, runId) {
      await unlessGone(() => handleOf(workflowId, runId).cancel());
    },
  };
}

async function unlessGone<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
