import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { readBlob } from '../blobs.ts';
import type { Answer } from './answer.ts';

/** Writes an answer out: JSON, a page, a file, or nothing. */
export async function send(response: ServerResponse, answer: Answer): Promise<void> {
  const { status, headers, body, page, download } = answer;
  if (download !== undefined) {
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
    const bytes = Buffer.from(JSON.stringify(body));
    const contentType = 'application/json; charset=utf-8';
    response.writeHead(status, { ...headers, 'content-type': contentType, 'content-length': bytes.length }).end(bytes);
  }
}
