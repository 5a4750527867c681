import { randomBytes } from 'node:crypto';
import type { Environment } from '../config/environment.ts';
import type { FetchProgress } from '../engine/fetch-progress.ts';
import type { Log } from '../telemetry/log.ts';
import { openEngine, type Engine } from './engine.ts';
import { makeDependencies } from './make-dependencies.ts';
import { QUEUES } from './make-worker.ts';
import { type RunningApi, startApi } from './start-api.ts';
import { type Running, startWorker } from './start-worker.ts';
import { forgetUp, rememberUp } from './up-file.ts';

/** Temporal, worker and API in one process. */
export interface Up {
  readonly engine: Engine;
  readonly apiUrl: string;
  /** Rejects where one of the parts ends by itself. */
  readonly ended: Promise<void>;
  /** Ends the parts in the order in which they need each other. */
  stop(): Promise<void>;
}

export interface UpOptions {
  readonly environment: Environment;
  readonly env: NodeJS.ProcessEnv;
  /** Whether an embedded server forgets everything at its end. */
  readonly inMemory: boolean;
  readonly log: Log;
  readonly progress: (step: FetchProgress) => void;
  /** Ends the start; what was started by then is stopped. */
  readonly signal: AbortSignal;
}

/** Starts everything that Cascade is. */
export async function startUp({ environment: asked, env, inMemory, log, progress, signal }: UpOptions): Promise<Up> {
  const environment = withApprovalSecret(asked);
  const { dataFolder, temporalUi, taskQueue, githubPerSecond } = environment;
  // Before anything is fetched or started: a missing token should be heard of at once.
  const dependencies = await makeDependencies(environment);
  const engine = await openEngine({
    env,
    dataFolder: inMemory ? null : dataFolder,
    uiUrl: temporalUi,
    progress,
    signal,
  });
  let worker: Running | null = null;
  let api: RunningApi | null = null;
  const stop = async () => {
    await api?.stop();
    await worker?.stop();
    await engine.stop();
    await forgetUp(dataFolder);
  };
  try {
    const place = { target: engine.target, taskQueue, queues: QUEUES, githubPerSecond };
    worker = await startWorker(dependencies, place, signal);
    api = await startApi({ ...environment, temporalUi: engine.uiUrl }, engine.target, log);
    await rememberUp(dataFolder, { target: engine.target, apiUrl: api.url, uiUrl: engine.uiUrl });
    signal.throwIfAborted();
    const gone = engine.exited.then(() => {
      throw new Error('The Temporal server ended by itself: see its log in the data folder.');
    });
    return { engine, apiUrl: api.url, ended: Promise.race([worker.ended, gone]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** API and worker are one process here: where they were given no secret to share, they share one of their own. */
function withApprovalSecret(environment: Environment): Environment {
  return { ...environment, approvalSecret: environment.approvalSecret ?? randomBytes(32).toString('hex') };
}
