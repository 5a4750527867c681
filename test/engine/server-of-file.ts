import { Connection } from '@temporalio/client';
import { afterAll, beforeAll } from 'vitest';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { findServerExecutable } from '../../src/engine/server-executable.ts';

/** One server in memory for all tests of a file, and a connection to it; both can be used once the first test runs. */
export function serverOfFile(): { server: () => EmbeddedServer; connection: () => Connection } {
  let running: { server: EmbeddedServer; connection: Connection } | undefined;
  beforeAll(async () => {
    const { path } = await findServerExecutable({ env: process.env });
    const server = await startEmbeddedServer({ executable: path, dataFolder: null, uiPort: null });
    running = { server, connection: await Connection.connect({ address: server.address }) };
  }, 120_000);
  afterAll(async () => {
    await running?.connection.close();
    await running?.server.stop();
  }, 30_000);
  const get = () => {
    if (running === undefined) throw new Error('The server is not up yet');
    return running;
  };
  return { server: () => get().server, connection: () => get().connection };
}
