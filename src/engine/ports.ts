import { connect, createServer } from 'node:net';
import { EngineError } from './engine-error.ts';

/** The one address that the embedded server and its page listen on: no other machine reaches them. */
export const LOOPBACK = '127.0.0.1';

/** The ports of gRPC and of Temporal's page (null: no page). */
export interface ServerPorts {
  port: number;
  uiPort: number | null;
}

/** The ports that are asked for, and free ones for those that aren't. An EngineError if one that is asked for is taken. */
export async function choosePorts(asked: Partial<ServerPorts>): Promise<ServerPorts> {
  const port = await reserve('Temporal', asked.port);
  try {
    if (asked.uiPort === null) return { port: port.number, uiPort: null };
    const uiPort = await reserve("Temporal's page", asked.uiPort);
    await uiPort.release();
    return { port: port.number, uiPort: uiPort.number };
  } finally {
    await port.release();
  }
}

/** Whether somebody accepts connections on this port of the loopback address. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    socket.once('error', () => {
      resolve(false);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function reserve(whose: string, port: number | undefined): Promise<{ number: number; release: () => Promise<void> }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new EngineError(cannotListen(whose, port ?? 0, error), { cause: error }));
    });
    server.listen(port ?? 0, LOOPBACK, () => {
      const address = server.address();
      const number = typeof address === 'object' && address !== null ? address.port : 0;
      const release = () =>
        new Promise<void>((released) => {
          server.close(() => {
            released();
          });
        });
      resolve({ number, release });
    });
  });
}

function cannotListen(whose: string, port: number, error: Error): string {
  const taken = 'code' in error && error.code === 'EADDRINUSE';
  if (!taken) return `${whose} can't listen on ${LOOPBACK}:${port}: ${error.message}.`;
  return (
    `Port ${port} of ${LOOPBACK}, where ${whose} should listen, is taken by another process. ` +
    `Find it with \`lsof -i :${port}\` and stop it, or choose another port; if it is a Temporal server that you want to use, set TEMPORAL_ADDRESS=${LOOPBACK}:${port}.`
  );
}
