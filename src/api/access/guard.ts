import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/access/caller.ts';
import { permits, type Scope } from '../../domain/access/scope.ts';
import { Problem } from '../problem.ts';
import type { Access } from './follow-tokens.ts';
import { identify } from './identify.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Only routes behind the guard may ask. */
    readonly caller: Caller;
  }
  interface FastifyContextConfig {
    /** What a caller of this route must be permitted; without it `read` for what only reads, and `operate` for the rest. */
    scope?: Scope;
  }
}

/** Of one token, or of one address that showed none: a dozen pages that ask every second have room in it. */
export const REQUESTS_PER_MINUTE = 1_000;

/** Lets only those callers to the routes of this app, and of it alone, who are known and permitted, and not too often. */
export async function guard(app: FastifyInstance, access: () => Promise<Access>): Promise<void> {
  const callers = new WeakMap<FastifyRequest, Caller>();
  await app.register(rateLimit, { global: false });
  const count = app.createRateLimit({
    max: REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request) => keyOf(request, callers.get(request)),
  });
  app.decorateRequest('caller', {
    getter() {
      const caller = callers.get(this);
      if (caller === undefined) throw new Error('Who calls is known only once the guard has let them in');
      return caller;
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    const known = identify(request, await access(), Date.now());
    if (!(known instanceof Problem)) callers.set(request, known);
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) throw tooMany(reply, counted.ttlInSeconds);
    if (known instanceof Problem) {
      reply.header('www-authenticate', 'Bearer realm="cascade"');
      throw known;
    }
    requireScope(known, request);
  });
}

/** Refused callers share what their address may ask, so that trying out tokens hurts nobody who holds one. */
function keyOf({ ip }: FastifyRequest, caller: Caller | undefined): string {
  return caller?.via === 'token' ? `token ${caller.name}` : `address ${normalizeIP(ip)}`;
}

function requireScope({ name, scopes }: Caller, { method, routeOptions }: FastifyRequest): void {
  const needed = routeOptions.config.scope ?? (['GET', 'HEAD'].includes(method) ? 'read' : 'operate');
  if (permits(scopes, needed)) return;
  throw new Problem(
    'forbidden',
    `The token ${name} may ${scopes.join(' and ')}, but this needs the scope ${needed}: use a token that has it, which ` +
      `\`cascade token create NAME --scope ${needed}\` makes.`,
  );
}

function tooMany(reply: FastifyReply, seconds: number): Problem {
  reply.header('retry-after', seconds);
  return new Problem(
    'too-many-requests',
    `More than ${REQUESTS_PER_MINUTE} requests in a minute came from this caller: ask again in ${seconds} s.`,
  );
}
