import {
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Vote } from '../../domain/approvals/gate.ts';
import type { TrainCommand } from '../../domain/control/command.ts';
import { yielded } from '../../domain/train-view.ts';
import { EngineError } from '../engine-error.ts';
import { describeTrainWorkflow } from './describe-train-workflow.ts';
import { readTrain, type TrainReport } from './read-train.ts';

/** What became of a command: what it does, or why it isn't carried out, in words. */
export type Commanded =
  | { readonly type: 'done'; readonly message: string }
  /** It makes no sense as the train stands, or isn't in order. */
  | { readonly type: 'refused'; readonly problems: readonly string[] }
  | { readonly type: 'over'; readonly why: string }
  | { readonly type: 'unknown' };

/** What a train is asked to do, or told of a gate. */
export interface Given {
  readonly type: TrainCommand['type'] | Vote['verdict'];
  /** What comes with it. The train itself reads and checks it. */
  readonly input: unknown;
  /** The same id is the same command: given again, it is answered again and done once. */
  readonly updateId: string;
}

/** A command as every way of giving one has it. */
export interface GivenCommand extends Given {
  readonly type: TrainCommand['type'];
  /** Its wishes, who gives it, and why. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** Gives a train a command. Throws an EngineError where no worker answers. */
export async function commandTrain(client: Client, train: string, command: Given): Promise<Commanded> {
  const description = await describeTrainWorkflow(client, train);
  if (description === null) return { type: 'unknown' };
  const { type, input, updateId } = command;
  try {
    const handle = client.workflow.getHandle(train, description.runId);
    return { type: 'done', message: await handle.executeUpdate<string, [unknown]>(type, { updateId, args: [input] }) };
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) return { type: 'refused', problems: problemsOf(error) };
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) throw unanswered(train, type, error);
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    // It has ended, before or meanwhile.
    return { type: 'over', why: await whyOver(client, train) };
  }
}

function problemsOf({ cause, message }: WorkflowUpdateFailedError): readonly string[] {
  const [problems] =
    cause instanceof ApplicationFailure && cause.type === 'CommandRefused' ? (cause.details ?? []) : [];
  // The train itself put them there, and nobody else throws this type.
  return (problems as readonly string[] | undefined) ?? [cause?.message ?? message];
}

async function whyOver(client: Client, train: string): Promise<string> {
  const report = await readTrain(client, train);
  return report === null ? `${train} is gone` : `${train} ${endOf(report)}`;
}

function endOf({ execution, view }: TrainReport): string {
  switch (execution) {
    case 'completed':
      if (view !== null && yielded(view.state)) return `is over, and ${view.note}: look at that one, or start it again`;
      return 'has succeeded, and nothing about it can be changed any more: what is to be otherwise is another train';
    case 'failed':
      return 'has failed, and is over: start it again';
    case 'cancelled':
      return 'was cancelled, and is over: start it again';
    case 'terminated':
      return 'was terminated, and is over: start it again';
    case 'timed-out':
      return 'ran out of time, and is over: start it again';
    case 'running':
      return 'was started anew just now: give the command again';
  }
}

function unanswered(train: string, type: Given['type'], cause: Error): EngineError {
  return new EngineError(
    `No worker took the command ${type} of ${train} in time: is one running (\`cascade up\`), on the task queue that ` +
      'CASCADE_TASK_QUEUE names? The command may still be carried out: look at the train before it is given again.',
    { cause },
  );
}
