import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { readBlob } from '../blobs.ts';
import type { Answer } from './answer.ts';

/** Writes an answer out: JSON, text, a page, a file, or nothing; or lets the client go without one. */
export async function send(response: ServerResponse, answer: Answer): Promise<void> {
  const { status, headers, body, mediaType, page, download, connection } = answer;
  if (connection === 'silence') return;
  if (connection === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (download !== undefined) {
    response.writeHead(status, {
      ...headers,
      'content-type': download.contentType,
      'content-length': download.blob.size,
      'content-disposition': `attachment; filename="${encodeURIComponent(download.fileName)}"`,
    });
    await pipeline(readBlob(download.blob), response);
  } else if (page !== undefined) {
    response.writeHead(status, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(page);
  } else if (body === undefined) {
    response.writeHead(status, headers).end();
  } else {
    const bytes = Buffer.from(mediaType !== undefined && typeof body === 'string' ? body : JSON.stringify(body));
    const contentType = `${mediaType ?? 'application/json'}; charset=utf-8`;
    response.writeHead(status, { ...headers, 'content-type': contentType, 'content-length': bytes.length }).end(bytes);
  }
}
