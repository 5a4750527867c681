import type { IncomingMessage } from 'node:http';

import { authorise } from '../app/authorise.ts';
import { callerOf, payerOf } from '../app/caller.ts';
import type { Checks } from '../openapi/checks.ts';
import type { RequestRecord } from '../records.ts';
import { routes } from '../routes/all.ts';
import { byName, movedRepository, redirect } from '../routes/moved.ts';
import type { Route } from '../routes/route.ts';
import type { Match } from '../routes/router.ts';
import { makeRouter } from '../routes/router.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { notFound, Refusal } from './answer.ts';
import { bearerToken } from './bearer-token.ts';
import { meetDisturbance } from './disturbance.ts';
import { withHeaders } from './headers.ts';
import { parseJson } from './read-json.ts';
import type { Sent } from './receive.ts';
import { receive } from './receive.ts';
import { recordBody, recordRequest } from './record-request.ts';

const findRoute = makeRouter(routes);

/** Answers requests to the API: recorded, disturbed where the scenario says so, authorised, counted, checked and given GitHub's headers. */
export function makeApi(world: World, checks?: Checks): (request: IncomingMessage, url: URL) => Promise<Answer> {
  return async (request, url) => {
    const method = request.method ?? 'GET';
    const match = findRoute(method, byName(world, url.pathname));
    const record = recordRequest(world, method, url, match);
    if (match === undefined) reportUnknown(world, method, url.pathname);

    const say = (plain: Answer): Answer => {
      const answer = withHeaders(world, request, plain);
      if (match !== undefined)
        world.journal.violations.push(...(checks?.response(match.route, url.pathname, answer) ?? []));
      return answer;
    };
    const refuse = (error: unknown): Answer =>
      say(error instanceof Refusal ? error.answer : failure(world, request, record, error));

    const disturbance = meetDisturbance(world, record);
    const receiving = receive(world, request, match?.route, disturbance);
    const answer = await receiving.then((sent) => {
      recordBody(world, record, sent.text);
      const perform = (wanted: typeof match) => answerOne(world, request, url, wanted, sent, checks);
      const carryOut = () => perform(match).then(say, refuse);
      const breakOff = () => perform(brokenOff(match)).catch(refuse);
      return disturbance === undefined ? carryOut() : disturbance.answer({ carryOut, breakOff, say });
    }, refuse);
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
  sent: Sent,
  checks: Checks | undefined,
): Promise<Answer> {
  const token = bearerToken(request);
  const caller = callerOf(world, token);
  const payer = payerOf(world, token);
  if (world.rateLimits.isExceeded(payer)) {
    const whom = caller.kind === 'installation' ? payer : `user ${caller.login}`;
    throw new Refusal(403, `API rate limit exceeded for ${whom}.`);
  }
  if (match === undefined) throw notFound();
  const { route, parameters } = match;
  const moved = movedRepository(world, parameters);
  if (moved !== undefined) return redirect(world, request.method ?? 'GET', url, moved);
  authorise(world, caller, route.operation, parameters);
  if (route.method !== 'GET') refuseArchived(world, parameters);
  const asked = {
    world,
    url,
    parameters,
    query: url.searchParams,
    headers: request.headers,
    body: parseJson(sent.text),
    content: sent.content(),
    caller,
    login: caller.login,
    rateLimit: world.rateLimits.of(payer),
  };
  world.journal.violations.push(...(checks?.request(route, asked) ?? []));
  return await route.handle(asked);
}

/** What is archived takes no writes. */
function refuseArchived({ repositories }: World, { owner, repo }: Match<Route>['parameters']): void {
  if (owner === undefined || repo === undefined) return;
  const repository = repositories.get(`${owner}/${repo}`.toLowerCase());
  if (repository?.archived === true) throw new Refusal(403, 'Repository was archived so is read-only.');
}

/** The same request, which GitHub breaks off in the middle: no more is done than what that leaves behind. */
function brokenOff(match: Match<Route> | undefined): Match<Route> | undefined {
  if (match === undefined) return undefined;
  const handle = match.route.breakOff ?? (() => ({ status: 502 }));
  return { ...match, route: { ...match.route, handle } };
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
