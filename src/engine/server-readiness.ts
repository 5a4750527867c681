import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { isListening, LOOPBACK, type ServerPorts } from './ports.ts';
import { EMBEDDED_RETENTION_MS, raiseRetention } from './retention.ts';
import { ensureSearchAttributes } from './search-attributes.ts';

const LOOK_EVERY_MS = 25;

/** Waits until the embedded server answers and its page can be opened, and sets the namespace up; throws when `signal` is aborted. */
export async function makeReady({ port, uiPort }: ServerPorts, namespace: string, signal: AbortSignal): Promise<void> {
  await untilListening(port, signal);
  if (uiPort !== null) await untilListening(uiPort, signal);
  const connection = await Connection.connect({ address: `${LOOPBACK}:${port}` });
  try {
    await connection.withAbortSignal(signal, async () => {
      // Not by the server's flags: those count only while the database is new.
      await ensureSearchAttributes(connection, namespace);
      await raiseRetention(connection, namespace, EMBEDDED_RETENTION_MS);
    });
  } finally {
    await connection.close();
  }
}

/** gRPC's own waiting would pause a whole second after the first refusal. */
async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  while (!(await isListening(port))) await delay(LOOK_EVERY_MS, undefined, { signal });
}
