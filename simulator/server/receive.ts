import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { readBlob } from '../blobs.ts';
import type { Route } from '../routes/route.ts';
import type { World } from '../world.ts';

/** What came with a request: its text, or for a route that takes it raw its bytes. */
export interface Sent {
  readonly text: string;
  readonly content: () => Readable;
}

/**
 * Takes what a client sends. Text is read at once; raw bytes stream into what takes them, unless the request must
 * outlive its client, because it is held or answered otherwise: then they are stored first.
 */
export async function receive(
  world: World,
  request: IncomingMessage,
  route: Route | undefined,
  outlivesClient: boolean,
): Promise<Sent> {
  if (request.method === 'GET') return { text: '', content: () => request };
  if (route?.takesRawBody !== true) return { text: await text(request), content: () => request };
  if (!outlivesClient) return { text: '', content: () => request };
  const blob = await world.blobs.store(request);
  return { text: '', content: () => readBlob(blob) };
}
