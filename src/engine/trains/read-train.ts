import { type Client, WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, rootCause } from '@temporalio/common';
import type { TrainView } from '../../domain/train-view.ts';
import type { TrainKind } from '../../domain/trigger.ts';
import { askState } from './ask-state.ts';
import { withProgress } from './build-progress.ts';
import { cutOff } from './cut-off.ts';
import { describeTrainWorkflow } from './describe-train-workflow.ts';
import { type TrainExecution, trainExecution, trainKindOf } from './train-execution.ts';

/** All that is known of one train. Times are milliseconds since the epoch. */
export interface TrainReport {
  readonly train: string;
  readonly kind: TrainKind;
  readonly execution: TrainExecution;
  readonly startedAt: number;
  readonly closedAt: number | null;
  /** Its builds and their reasons; `null` where no worker answered, or the train ended before it had any. */
  readonly view: TrainView | null;
  /** Why it ended other than well; `null` for a train that runs or succeeded. */
  readonly failure: string | null;
}

type Outcome = Pick<TrainReport, 'view' | 'failure'>;

// A worker that has a workflow in memory answers at once; one that must read a long history first takes a second or two.
const PATIENCE_MS = 2_000;

/** One train as it stands now, running builds with what they do at this moment, or `null` where no train has that id. */
export async function readTrain(client: Client, train: string): Promise<TrainReport | null> {
  const description = await describeTrainWorkflow(client, train);
  const kind = description === null ? null : trainKindOf(description.type);
  if (description === null || kind === null) return null;
  const { runId, status, startTime, closeTime } = description;
  const execution = trainExecution(status.name);
  const handle = client.workflow.getHandle(train, runId, { followRuns: false });
  const outcome = await (execution === 'running' ? readRunning(client, handle) : readEnd(client, handle));
  return {
    train,
    kind,
    execution,
    startedAt: startTime.getTime(),
    closedAt: closeTime?.getTime() ?? null,
    ...outcome,
  };
}

async function readRunning(client: Client, handle: WorkflowHandle): Promise<Outcome> {
  const deadline = Date.now() + PATIENCE_MS;
  const view = await askState<TrainView>(client, handle, deadline);
  return { view: view === null ? null : await withProgress(client, view, deadline), failure: null };
}

/** A train that ended well returned its last state; one that failed has it in its failure's details. */
async function readEnd(client: Client, handle: WorkflowHandle): Promise<Outcome> {
  try {
    return { view: (await handle.result()) as TrainView, failure: null };
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    const { cause } = error;
    const failure = rootCause(cause) ?? error.message;
    if (cause instanceof ApplicationFailure) {
      const [view] = cause.type === 'TrainFailed' ? (cause.details ?? []) : [];
      return { view: (view as TrainView | undefined) ?? null, failure };
    }
    // Temporal's SDK keeps no details of a cancelled workflow; a worker that reads its history still has its state.
    const last = await askState<TrainView>(client, handle, Date.now() + PATIENCE_MS);
    return { view: last === null ? null : cutOff(last), failure };
  }
}
