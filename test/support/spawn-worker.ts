import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('../../worker.ts', import.meta.url));

/** A worker as a user starts one: `worker.ts` in a process of its own. */
export interface WorkerProcess {
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end, and gives its exit status. */
  stop(): Promise<number | null>;
}

/** Starts a worker with this environment and nothing of ours around it. Whoever starts it ends it. */
export function spawnWorker(environment: Readonly<Record<string, string>>): WorkerProcess {
  const child = spawn(process.execPath, [WORKER], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  return {
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      return exitStatus(child);
    },
  };
}

function exitStatus({ exitCode }: ChildProcess): number | null {
  return exitCode;
}
