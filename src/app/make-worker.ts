import { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import type { ProcessDependencies } from '../activities/dependencies.ts';
import { createActivities } from '../activities/index.ts';
import { makeAdmissions } from '../engine/admissions.ts';
import { makeEarlierBuilds } from '../engine/earlier-builds.ts';
import { makeRunningTrains } from '../engine/running-trains.ts';
import { makeOrphans } from '../engine/orphans.ts';
import { uiAddress } from '../engine/trains/ui-address.ts';
import { makeTurns } from '../engine/turns.ts';

/** The kinds of task queue; a worker has one set of limits, so each kind has a queue and a worker of its own. */
export const QUEUES = ['workflows', 'github', 'transfer'] as const;
export type QueueKind = (typeof QUEUES)[number];

export interface WorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly queues: readonly QueueKind[];
  readonly bundle: WorkflowBundleOption;
  readonly dependencies: ProcessDependencies;
  /** Calls to GitHub that all processes together begin in a second; as many as there are unless given. */
  readonly githubPerSecond?: number;
}

/** The workers of one process. */
export interface CascadeWorker {
  /** Works until `shutdown`; rejects where one of the queues can't be served any more. */
  run(): Promise<void>;
  /** Takes nothing new, finishes what is short, and hands the rest back to the engine. */
  shutdown(): void;
}

/**
 * Workflows that a process keeps in memory, each with what Temporal's core knows of it; the others are read from their
 * history when something happens to them. Enough for a hundred builds that should wake at once (bench/wake.ts), and few
 * enough for the thousand that wait (bench/waiting.ts).
 */
const REMEMBERED = 160;

/** The name of the task queue of a kind. Workflows derive the same names from their own queue. */
function queueName(taskQueue: string, kind: QueueKind): string {
  return kind === 'workflows' ? taskQueue : `${taskQueue}-${kind}`;
}

/** Makes the workers; they poll from `run` on. */
export async function makeWorker(parts: WorkerParts): Promise<CascadeWorker> {
  const workers = await Promise.all(parts.queues.map((kind) => Worker.create(optionsOf(kind, parts))));
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  return {
    shutdown,
    async run() {
      try {
        await Promise.all(workers.map((worker) => worker.run()));
      } finally {
        shutdown();
      }
    },
  };
}

function optionsOf(kind: QueueKind, parts: WorkerParts): WorkerOptions {
  const { connection, namespace, taskQueue, dependencies, bundle } = parts;
  const client = new Client({ connection, namespace });
  const shared: WorkerOptions = {
    connection,
    namespace,
    taskQueue: queueName(taskQueue, kind),
    activities: createActivities({
      ...dependencies,
      trainLink: (train) =>
        dependencies.temporalUi === null ? null : uiAddress(dependencies.temporalUi, namespace, train),
      turns: makeTurns(client),
      admissions: makeAdmissions(client),
      orphans: makeOrphans(client),
      earlierBuilds: makeEarlierBuilds(client),
      runningTrains: makeRunningTrains(client),
    }),
    // Long enough for any ordinary call; a transfer is interrupted, and goes on elsewhere from what is there.
    shutdownGraceTime: '15 seconds',
    shutdownForceTime: '30 seconds',
  };
  switch (kind) {
    case 'workflows':
      return {
        ...shared,
        workflowBundle: bundle,
        maxCachedWorkflows: REMEMBERED,
        stickyQueueScheduleToStartTimeout: dependencies.timings.sticky,
      };
    case 'github':
      return {
        ...shared,
        // GitHub allows a hundred requests at once.
        maxConcurrentActivityTaskExecutions: 100,
        // Kept by the server, for all processes that poll the queue.
        ...(parts.githubPerSecond === undefined ? {} : { maxTaskQueueActivitiesPerSecond: parts.githubPerSecond }),
      };
    case 'transfer':
      return { ...shared, maxConcurrentActivityTaskExecutions: 4 };
  }
}
