import type { Simulator } from '../../simulator/simulator.ts';

/** What a test says of a request. */
interface Sending {
  readonly method?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly redirect?: 'follow';
  readonly signal?: AbortSignal;
}

/** A request without Octokit, where a test looks at the bare answer: redirects aren't followed unless it says so. */
export function ask(simulator: Simulator, path: string, sending: Sending = {}): Promise<Response> {
  const headers = { authorization: 'Bearer secret-token', ...sending.headers };
  return fetch(`${simulator.url}${path}`, { redirect: 'manual', ...sending, headers });
}

/** Dispatches `acme/library`'s build with a repository_dispatch. */
export function dispatch(simulator: Simulator, sending: Sending = {}): Promise<Response> {
  const body = JSON.stringify({ event_type: 'build-chain' });
  return ask(simulator, '/repos/acme/library/dispatches', { method: 'POST', body, ...sending });
}
