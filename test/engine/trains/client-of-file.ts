import { Client } from '@temporalio/client';
import type { EmbeddedServer } from '../../../src/engine/embedded-server.ts';
import { serverOfFile } from '../server-of-file.ts';

/** A server in memory and a client of it for all tests of a file; both can be used once the first test runs. */
export function clientOfFile(): { client: () => Client; server: () => EmbeddedServer } {
  const { server, connection } = serverOfFile();
  let client: Client | undefined;
  return { server, client: () => (client ??= new Client({ connection: connection() })) };
}
