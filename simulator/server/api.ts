import type { IncomingMessage } from 'node:http';

import { now } from '../clock.ts';
import type { Checks } from '../openapi/checks.ts';
import type { RequestRecord } from '../records.ts';
import { routes } from '../routes/all.ts';
import type { Route } from '../routes/route.ts';
import type { Match } from '../routes/router.ts';
import { makeRouter } from '../routes/router.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { notFound, Refusal } from './answer.ts';
import { bearerToken } from './bearer-token.ts';
import { withHeaders } from './headers.ts';
import { readJson } from './read-json.ts';

const findRoute = makeRouter(routes);

/** Answers requests to the API: recorded, authorised, counted, checked and given GitHub's headers. */
export function makeApi(world: World, checks?: Checks): (request: IncomingMessage, url: URL) => Promise<Answer> {
  return async (request, url) => {
    const method = request.method ?? 'GET';
    const match = findRoute(method, url.pathname);
    const record = recordRequest(world, method, match);
    if (match === undefined) reportUnknown(world, method, url.pathname);
    let answer: Answer;
    try {
      answer = await answerOne(world, request, url, match, checks);
    } catch (error) {
      answer = error instanceof Refusal ? error.answer : failure(world, request, record, error);
    }
    answer = withHeaders(world, request, answer);
    if (match !== undefined)
      world.journal.violations.push(...(checks?.response(match.route, url.pathname, answer) ?? []));
    record.status = answer.status;
    world.journal.changed();
    return answer;
  };
}

async function answerOne(
  world: World,
  request: IncomingMessage,
  url: URL,
  match: Match<Route> | undefined,
  checks: Checks | undefined,
): Promise<Answer> {
  const token = bearerToken(request);
  if (token === undefined) throw new Refusal(401, 'Requires authentication');
  if (!world.scenario.tokens.includes(token)) throw new Refusal(401, 'Bad credentials');
  if (world.rateLimits.isExceeded(token)) {
    throw new Refusal(403, `API rate limit exceeded for user ${world.scenario.login}.`);
  }
  if (match === undefined) throw notFound();
  const { route, parameters } = match;
  const body = route.takesRawBody === true ? {} : await readJson(request);
  const asked = {
    world,
    url,
    parameters,
    query: url.searchParams,
    headers: request.headers,
    body,
    content: request,
    login: world.scenario.login,
    rateLimit: world.rateLimits.of(token),
  };
  world.journal.violations.push(...(checks?.request(route, asked) ?? []));
  return await route.handle(asked);
}

function recordRequest(
  world: World,
  method: string,
  match: Match<Route> | undefined,
): { -readonly [K in keyof RequestRecord]: RequestRecord[K] } {
  const { owner, repo } = match?.parameters ?? {};
  const record = {
    at: now(),
    method,
    operation: match?.route.operation ?? '',
    pathTemplate: match?.route.path ?? '',
    ...(owner === undefined || repo === undefined ? {} : { repository: `${owner}/${repo}` }),
    status: 0,
  };
  world.journal.requests.push(record);
  world.journal.changed();
  return record;
}

/** A client that hangs up in the middle is no failure of the simulator's. */
function failure(world: World, request: IncomingMessage, { operation }: RequestRecord, error: unknown): Answer {
  if (request.errored === null) world.journal.failed(operation, error);
  return { status: 500, body: { message: 'Server Error' } };
}

function reportUnknown(world: World, method: string, path: string): void {
  const message = 'asked something that the simulator does not know: add a route to simulator/routes/';
  world.journal.violations.push({ direction: 'request', operation: method, path, field: '', message });
}
