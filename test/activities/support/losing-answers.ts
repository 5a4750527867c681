import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request by its method and path. */
export interface Lost {
  readonly method: string;
  readonly path: RegExp;
}

/** Stands before a server: the first request that fits is carried out there, and its answer is lost on the way back. */
export async function losingAnswers(url: string, { method, path }: Lost): Promise<string> {
  let isLost = false;
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = await forward(url, request);
    if (!isLost && request.method === method && path.test(request.url ?? '')) {
      isLost = true;
      request.socket.resetAndDestroy();
      return;
    }
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const PASSED_ON = ['accept', 'authorization', 'content-type', 'if-none-match', 'x-github-api-version'];

async function forward(url: string, request: IncomingMessage): Promise<Response> {
  const headers = Object.entries(request.headers).filter(([name]) => PASSED_ON.includes(name));
  const body = request.method === 'GET' ? null : await buffer(request);
  return fetch(`${url}${request.url ?? ''}`, {
    method: request.method ?? 'GET',
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body,
    redirect: 'manual',
  });
}
