import type { Agent, OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:http';

interface Post {
  readonly agent: Agent;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** Posts a body and resolves to the status of the answer, or to 0 where none came before the deadline. */
export async function post(url: string, { agent, headers, body, deadlineMs, signal }: Post): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const sending = request(url, { method: 'POST', agent, headers, signal }, (response) => {
    response.resume();
    response.on('end', () => {
      resolve(response.statusCode ?? 0);
    });
    response.on('error', () => {
      resolve(0);
    });
  });
  const deadline = setTimeout(() => sending.destroy(), deadlineMs);
  sending.on('error', () => {
    resolve(0);
  });
  sending.end(body);
  const status = await promise;
  clearTimeout(deadline);
  return status;
}
