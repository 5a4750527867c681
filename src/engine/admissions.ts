import type { Client } from '@temporalio/client';
import { queueId } from '../domain/ids.ts';
import type { AdmissionAsk, QueueWord } from '../domain/queue/admission.ts';
import type { CascadeOrder } from '../domain/queue/cascade-order.ts';
import type { FoundTrain, StartedCascade } from '../domain/queue/queue-events.ts';
import { describeTrain, findRunning } from './trains/find-running.ts';
import { type FormerFinding, type QueueExecution, readFormerQueue } from './trains/former-queue.ts';
import { startNightly } from './trains/start-nightly.ts';
import { startTrain } from './trains/start-train.ts';

/** The engine's side of admission: who asks, who still lives, and who is started. */
export interface Admissions {
  /** Asks the queue of a chain, which is started where there is none. To ask twice changes nothing. */
  ask(chain: string, ask: AdmissionAsk, taskQueue: string): Promise<void>;
  /** Whether an execution still runs, or a reset one in its place. */
  isRunning(train: string, runId: string): Promise<boolean>;
  /** The trains of a chain that run, and whether they have their places. */
  running(chain: string): Promise<readonly FoundTrain[]>;
  /** What the queue of a chain knew that ran before this one. */
  former(chain: string, present: QueueExecution): Promise<FormerFinding>;
  /** Tells the queue of a chain something that it missed, and starts it where there is none. */
  tell(chain: string, word: QueueWord, taskQueue: string): Promise<void>;
  /** Starts a cascade once, whatever became of it. */
  startCascade(order: CascadeOrder, taskQueue: string): Promise<StartedCascade>;
  /** Starts the nightly of the day, and answers which; one that is under way will do. */
  startNightly(chain: string, taskQueue: string): Promise<string>;
}

/** Admission on a Temporal server. */
export function makeAdmissions(client: Client): Admissions {
  return {
    async ask(chain, ask, taskQueue) {
      await signalQueue(client, chain, taskQueue, 'askAdmission', ask);
    },

    async isRunning(train, runId) {
      const described = await describeTrain(client, train);
      return described?.isOpen === true && described.firstRunId === runId;
    },

    running: (chain) => findRunning(client, chain),
    former: (chain, present) => readFormerQueue(client, chain, present),

    async tell(chain, { signal, message }, taskQueue) {
      await signalQueue(client, chain, taskQueue, signal, message);
    },

    async startCascade({ train, input }, taskQueue) {
      const result = await startTrain(
        client,
        { kind: 'cascade', trainId: train, input },
        { taskQueue, repeat: 'never' },
      );
      const described = await describeTrain(client, train);
      if (described === null) return { type: 'ended-before' };
      if (result.started || result.because === 'running') return { type: 'runs', runId: described.firstRunId };
      return { type: 'ended-before', began: described.description.startTime.getTime() };
    },

    async startNightly(chain, taskQueue) {
      const input = { chain, trigger: { type: 'manual', by: { type: 'cascade' } } } as const;
      const result = await startNightly(client, input, Date.now(), { taskQueue, repeat: 'never' });
      return result.trainId;
    },
  };
}

async function signalQueue(client: Client, chain: string, taskQueue: string, signal: string, message: unknown) {
  await client.workflow.signalWithStart('chainQueue', {
    workflowId: queueId(chain),
    taskQueue,
    args: [],
    signal,
    signalArgs: [message],
    staticSummary: `queue of ${chain}`,
  });
}
