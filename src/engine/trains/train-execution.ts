import type { WorkflowExecutionStatusName } from '@temporalio/client';
import type { TrainKind } from '../../domain/trigger.ts';

/** How Temporal says that a train's workflow stands; what the train itself does is its state. */
export type TrainExecution = 'running' | 'completed' | 'failed' | 'cancelled' | 'terminated' | 'timed-out';

/** The workflow types that are trains; each is named like the kind that it carries out. */
export const TRAIN_KINDS: readonly TrainKind[] = ['release', 'cascade', 'nightly'];

/** The kind of train that a workflow of this type is, or `null` where it is no train. */
export function trainKindOf(workflowType: string): TrainKind | null {
  return TRAIN_KINDS.find((kind) => kind === workflowType) ?? null;
}

/** Temporal's status in the words of the program. A status that is no end counts as running. */
export function trainExecution(status: WorkflowExecutionStatusName): TrainExecution {
  switch (status) {
    case 'COMPLETED':
      return 'completed';
    case 'FAILED':
      return 'failed';
    case 'CANCELLED':
      return 'cancelled';
    case 'TERMINATED':
      return 'terminated';
    case 'TIMED_OUT':
      return 'timed-out';
    case 'RUNNING':
    case 'PAUSED':
    case 'CONTINUED_AS_NEW':
    case 'UNSPECIFIED':
    case 'UNKNOWN':
      return 'running';
  }
}
