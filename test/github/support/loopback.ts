import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of a few lines, for the answers that no well-behaved GitHub gives. */
export interface Loopback extends AsyncDisposable {
  readonly url: string;
  /** All that arrived, with whole bodies. */
  readonly received: readonly Received[];
}

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Milliseconds since the process began. */
  readonly at: number;
}

/** Serves on loopback; the handler is called once the body of a request has arrived. */
export async function serve(handle: RequestListener): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const at = performance.now();
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body, at });
      handle(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A handler that chooses its answer by the request. */
export function choosing(choose: (request: IncomingMessage) => RequestListener): RequestListener {
  return (request, response) => {
    choose(request)(request, response);
  };
}

/** A handler that gives one answer to everything. */
export function always(status: number, headers: Record<string, string>, body: unknown): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
