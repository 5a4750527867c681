import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const SUPERVISOR = fileURLToPath(new URL('./server-supervisor.ts', import.meta.url));

const Started = z.object({ serverPid: z.number() });

/** A server process that ends when this process ends, however it ends. */
export interface SupervisedServer {
  /** Never settles if the executable can't be run; `exited` does then. */
  pid: Promise<number>;
  /** Settles when the server is gone, whoever ended it, with its exit status if it has one. */
  exited: Promise<number | null>;
  /** Ends the server and waits until it is gone; a second call waits too. */
  stop: () => Promise<void>;
}

/** Starts an executable under `server-supervisor.ts`; what it prints, and why it can't be run, goes to an open file. */
export function superviseServer(executable: string, serverArguments: string[], output: number): SupervisedServer {
  const supervisor = fork(SUPERVISOR, [executable, ...serverArguments], {
    // A process group of its own: ctrl-C must not end the server before those who still need it.
    detached: true,
    execArgv: [],
    stdio: ['ignore', output, output, 'ipc'],
  });
  const pid = once(supervisor, 'message').then(([message]: unknown[]) => Started.parse(message).serverPid);
  const exited = once(supervisor, 'exit').then(([status]: unknown[]) => (typeof status === 'number' ? status : null));
  // Whoever forgets to stop the server ends all the same, and the server with it.
  supervisor.unref();
  supervisor.channel?.unref();
  return {
    pid,
    exited,
    stop: async () => {
      supervisor.ref();
      if (supervisor.connected) supervisor.disconnect();
      await exited;
    },
  };
}
