import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long act may take to end its steps and clear up, in milliseconds, before it is killed. */
const GRACE = 10_000;

/** What is started, where, and with which variables. */
export interface ActCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A running act. */
export interface ActProcess {
  /** The exit status, once it is over; `null` where a signal ended it. Rejects where it can't be started. */
  readonly ended: Promise<number | null>;
  /** Ends it, and the steps that it runs. */
  stop(): void;
}

/** Starts act in a process group of its own; `onLine` gets every line that it writes. */
export function startAct(
  { executable, args, folder, environment }: ActCommand,
  onLine: (line: string) => void,
): ActProcess {
  const child = spawn(executable, args, {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', onLine);
  let killing: NodeJS.Timeout | undefined;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve).once('error', reject);
  }).finally(() => {
    clearTimeout(killing);
  });
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, name);
  };
  return {
    ended,
    stop: () => {
      // Each step has a group of its own, which act ends when it is asked to end.
      signal('SIGTERM');
      killing ??= setTimeout(signal, GRACE, 'SIGKILL');
    },
  };
}
