import type { Environment } from '../config/environment.ts';
import { connectWorkerEngine } from '../engine/connection.ts';
import type { EngineTarget } from '../engine/engine-settings.ts';
import { ensureSearchAttributes } from '../engine/search-attributes.ts';
import { makeDependencies } from './make-dependencies.ts';
import { makeWorker, type QueueKind } from './make-worker.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** Something that runs until it is stopped. */
export interface Running {
  /** Rejects if it ends by itself; settles after `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Connects to Temporal and works. It polls only once the search attributes exist. */
export async function startWorker(
  environment: Environment,
  target: EngineTarget,
  queues: readonly QueueKind[],
  signal: AbortSignal,
): Promise<Running> {
  const dependencies = makeDependencies(environment);
  const [bundle, connection] = await Promise.all([workflowBundle(), connectWorkerEngine(target, { signal })]);
  try {
    await ensureSearchAttributes(connection, target.namespace);
    const { namespace } = target;
    const { taskQueue } = environment;
    const worker = await makeWorker({ connection, namespace, taskQueue, queues, bundle, dependencies });
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
