import type { IncomingMessage, RequestListener } from 'node:http';

import { makeControl } from '../control.ts';
import type { Checks } from '../openapi/checks.ts';
import { makePages } from '../pages/pages.ts';
import type { Simulator } from '../simulator.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { Refusal } from './answer.ts';
import { makeApi } from './api.ts';
import { send } from './send.ts';

/** Whom a path is for: the remote control, the blob storage, the package registry, a browser, or (everything else) the API. */
export function makeListener(world: World, simulator: Simulator, checks?: Checks): RequestListener {
  const control = makeControl(simulator);
  const pages = makePages(world);
  const api = makeApi(world, checks);

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', world.url);
    if (url.pathname.startsWith('/_simulator/')) return await control(request, url);
    if (url.pathname.startsWith('/_blobs/')) return openLink(world, url);
    if (url.pathname.startsWith('/registry/')) return world.registry.answer(url.pathname);
    return pages(request, url) ?? (await api(request, url));
  }

  return (request, response) => {
    answerTo(request)
      .catch(asAnswer)
      .then((answer) => send(response, answer))
      .catch(() => response.destroy())
      // What was refused unread is read away, so that the connection can be used again.
      .finally(() => request.resume());
  };
}

function openLink(world: World, url: URL): Answer {
  const download = world.links.open(url.pathname.slice('/_blobs/'.length), url.searchParams);
  if (download === undefined) throw new Refusal(403, 'This address has expired, or its signature is wrong.');
  return { status: 200, download };
}

function asAnswer(error: unknown): Answer {
  if (error instanceof Refusal) return error.answer;
  return { status: 500, body: { message: `The simulator itself failed: ${String(error)}` } };
}
