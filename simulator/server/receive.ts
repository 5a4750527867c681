import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { readBlob } from '../blobs.ts';
import type { Route } from '../routes/route.ts';
import type { World } from '../world.ts';
import type { Disturbance } from './disturbance.ts';

/** What came with a request: its text, or for a route that takes it raw its bytes. */
export interface Sent {
  readonly text: string;
  readonly content: () => Readable;
}

/**
 * Takes what a client sends. Text is read at once; raw bytes stream into what takes them, unless the request must
 * outlive its client, because it is held or answered otherwise: then they are stored first. Of what is cut only the
 * beginning is taken, of what is damaged other bytes.
 */
export async function receive(
  world: World,
  request: IncomingMessage,
  route: Route | undefined,
  disturbance: Disturbance | undefined,
): Promise<Sent> {
  if (disturbance?.cutAfter !== undefined) {
    await takeSome(request, disturbance.cutAfter);
    return { text: '', content: () => Readable.from([]) };
  }
  if (request.method === 'GET') return { text: '', content: () => request };
  if (route?.takesRawBody !== true) return { text: await text(request), content: () => request };
  if (disturbance === undefined) return { text: '', content: () => request };
  const blob = await world.blobs.store(request);
  return { text: '', content: () => (disturbance.damages ? Readable.from(damaged(readBlob(blob))) : readBlob(blob)) };
}

/** As many bytes, and the first of each piece is another. */
async function* damaged(content: Readable): AsyncGenerator<Buffer> {
  for await (const piece of content as AsyncIterable<Buffer>) {
    piece.writeUInt8(piece.readUInt8() ^ 0xff);
    yield piece;
  }
}

/** Reads until so many bytes have come, and leaves the connection open. */
async function takeSome(request: IncomingMessage, bytes: number): Promise<void> {
  let taken = 0;
  if (bytes === 0) return;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    taken += (chunk as Buffer).length;
    if (taken >= bytes) return;
  }
}
