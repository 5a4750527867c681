import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { payerOf } from '../app/caller.ts';
import { githubTime } from '../app/clock.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { bearerToken } from './bearer-token.ts';

const apiVersion = '2022-11-28';

/** Free of the rate limit: what asks for it, and what found nothing new. */
function isFree(request: IncomingMessage, answer: Answer): boolean {
  return answer.status === 304 || answer.status === 401 || request.url?.startsWith('/rate_limit') === true;
}

/** Counts the request and gives the answer GitHub's headers; an unchanged answer to a conditional request becomes a 304. */
export function withHeaders(world: World, request: IncomingMessage, plain: Answer): Answer {
  const answer = conditional(request, plain);
  const payer = payerOf(world, bearerToken(request));
  if (!isFree(request, answer)) world.rateLimits.count(payer);
  const { limit, remaining, used, reset } = world.rateLimits.of(payer);
  return {
    ...answer,
    headers: {
      ...answer.headers,
      date: new Date(githubTime(world.scenario.app)).toUTCString(),
      'x-github-request-id': randomUUID().toUpperCase(),
      'x-github-media-type': 'github.v3; format=json',
      'x-github-api-version-selected': request.headers['x-github-api-version']?.toString() ?? apiVersion,
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
    },
  };
}

function conditional(request: IncomingMessage, answer: Answer): Answer {
  if (request.method !== 'GET' || answer.status !== 200) return answer;
  const etag = `W/"${createHash('sha256').update(JSON.stringify(answer.body)).digest('hex')}"`;
  const headers = { ...answer.headers, etag, 'cache-control': 'private, max-age=60, s-maxage=60' };
  return request.headers['if-none-match'] === etag ? { status: 304, headers } : { ...answer, headers };
}
