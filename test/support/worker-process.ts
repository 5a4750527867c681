import { onTestFinished } from 'vitest';
import { spawnWorker, type WorkerProcess } from './spawn-worker.ts';

export type { WorkerProcess } from './spawn-worker.ts';

/** Starts a worker in a process of its own, killed at the latest when the test ends. */
export function startWorkerProcess(environment: Readonly<Record<string, string>>): WorkerProcess {
  const worker = spawnWorker(environment);
  onTestFinished(() => worker.kill());
  return worker;
}
