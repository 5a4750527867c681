import type { Agent, OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

interface Post {
  readonly agent: Agent;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** What a receiver said; the status is 0 where it said nothing. */
export interface HookAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Of a delivery that nobody answered. */
export const noAnswer: HookAnswer = { status: 0, headers: {}, body: '' };

/** Posts a body and resolves to the answer, or to none where it didn't come before the deadline. */
export async function post(url: string, { agent, headers, body, deadlineMs, signal }: Post): Promise<HookAnswer> {
  const { promise, resolve } = Promise.withResolvers<HookAnswer>();
  const sending = request(url, { method: 'POST', agent, headers, signal }, (response) => {
    text(response).then(
      (said) => {
        const { statusCode: status = 0, headers } = response;
        const named = Object.entries(headers).map(([name, value]) => [name, String(value)]);
        resolve({ status, headers: Object.fromEntries(named) as Record<string, string>, body: said });
      },
      () => {
        resolve(noAnswer);
      },
    );
  });
  const deadline = setTimeout(() => sending.destroy(), deadlineMs);
  sending.on('error', () => {
    resolve(noAnswer);
  });
  sending.end(body);
  const answer = await promise;
  clearTimeout(deadline);
  return answer;
}
