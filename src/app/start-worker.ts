import type { ProcessDependencies } from '../activities/dependencies.ts';
import { connectWorkerEngine } from '../engine/connection.ts';
import type { EngineTarget } from '../engine/engine-settings.ts';
import { ensureSearchAttributes } from '../engine/search-attributes.ts';
import { makeWorker, type QueueKind } from './make-worker.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** Something that runs until it is stopped. */
export interface Running {
  /** Rejects if it ends by itself; settles after `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Where a worker finds its work. */
export interface WorkPlace {
  readonly target: EngineTarget;
  readonly taskQueue: string;
  readonly queues: readonly QueueKind[];
  /** Calls to GitHub that all processes together begin in a second; as many as there are unless given. */
  readonly githubPerSecond?: number;
}

/** Connects to Temporal and works. It polls only once the search attributes exist. */
export async function startWorker(
  dependencies: ProcessDependencies,
  { target, ...place }: WorkPlace,
  signal: AbortSignal,
): Promise<Running> {
  await dependencies.staging.sweep();
  const [bundle, connection] = await Promise.all([workflowBundle(), connectWorkerEngine(target, { signal })]);
  try {
    await ensureSearchAttributes(connection, target.namespace);
    const { namespace } = target;
    const worker = await makeWorker({ connection, namespace, ...place, bundle, dependencies });
    const ended = worker.run().finally(() => connection.close());
    return {
      ended,
      stop: async () => {
        worker.shutdown();
        await ended;
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
