import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './folders.ts';

/** An HTTP server on loopback that is closed when the test ends; gives its address. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return `http://127.0.0.1:${address.port}`;
}

/** The address of a port of loopback where nobody listens. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('The server had no port');
  return `http://127.0.0.1:${address.port}`;
}

/** Answers as the vendor's download address does, with an archive that contains this executable; gives the address. */
export async function serveAsVendor(executable: string): Promise<string> {
  const archive = join(await temporaryFolder(), 'archive.tar');
  await promisify(execFile)('tar', ['-chf', archive, '-C', dirname(executable), basename(executable)]);
  const { size } = await stat(archive);
  const address = await serve((request, response) => {
    if (request.url?.startsWith('/cli/v') === true) {
      response.end(JSON.stringify({ archiveUrl: `${address}/moved`, fileToExtract: basename(executable) }));
    } else if (request.url === '/moved') {
      response.writeHead(302, { location: '/archive' }).end();
    } else {
      response.writeHead(200, { 'content-length': size });
      pipeline(createReadStream(archive), response).catch(() => response.destroy());
    }
  });
  return address;
}
