import { keptWithBody } from './kept-response.ts';
import { NotSent } from './unsent.ts';

type Fetch = typeof fetch;

/**
 * A fetch that gives up after that many milliseconds, each try counted anew and its body included. A write stays what it
 * is: fetch would follow a 301 of a POST with a GET, whose answer looks like success.
 */
export function fetchWithin(timeout: number): Fetch {
  return async (address, init = {}) => {
    const late = AbortSignal.timeout(timeout);
    if (init.method === 'GET') return send(address, init, late);
    const written = { ...init, redirect: 'manual' } as const;
    const response = await send(address, written, late);
    const moved = movedTo(response);
    if (moved === null) return response;
    await response.body?.cancel();
    return send(moved, written, late);
  };
}

/** A fetch that gives up where no answer has begun after that many milliseconds; its body takes as long as it takes. For reading. */
export function fetchBegunWithin(timeout: number): Fetch {
  return async (address, init = {}) => {
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort(new DOMException('no answer has begun', 'TimeoutError'));
    }, timeout);
    try {
      return keptWithBody(await send(address, init, late.signal));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** A fetch that gives up likewise, and lets nothing leave after the deadline (milliseconds since the epoch), however long connecting takes. */
export function fetchBefore(deadline: number, timeout: number): Fetch {
  return (address, init) => {
    const left = deadline - Date.now();
    if (left <= 0) return Promise.reject(new NotSent(`its deadline had passed by ${-left} ms`));
    return send(address, init ?? {}, AbortSignal.timeout(Math.min(left, timeout)));
  };
}

/**
 * For bodies of any size. A transfer takes as long as it takes; one that stands still for five minutes is ended by
 * fetch itself, others by their signal. Unless redirects and windows are ruled out, fetch keeps a copy of all that it
 * sends, to be able to send it again.
 */
export const fetchStreaming: Fetch = (address, init) => fetch(address, { ...init, redirect: 'error', window: null });

async function send(address: Parameters<Fetch>[0], init: RequestInit, late: AbortSignal): Promise<Response> {
  const { signal } = init;
  try {
    return await fetch(address, { ...init, signal: signal ? AbortSignal.any([signal, late]) : late });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    // By this name Octokit knows that there is nothing to retry, whatever reason the caller aborted with.
    throw Object.assign(new Error('the caller gave it up', { cause: signal.reason }), { name: 'AbortError' });
  }
}

/** Where a write is to be repeated as it is; our token goes to no other server. */
function movedTo({ status, url, headers }: Response): URL | null {
  const location = headers.get('location');
  if ((status !== 307 && status !== 308) || location === null) return null;
  const target = new URL(location, url);
  return target.origin === new URL(url).origin ? target : null;
}
