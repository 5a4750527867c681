import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type Caller, SOMEBODY_HERE } from '../../domain/access/caller.ts';
import { isExpired, type StoredToken } from '../../domain/access/token-store.ts';
import { Problem } from '../problem.ts';
import type { Access } from './follow-tokens.ts';
import { isFromThisMachine } from './loopback.ts';
import { digestOf, isToken } from './token.ts';

const HOW = 'Send the header "Authorization: Bearer" with a token, which `cascade token create` makes.';

/** Who calls, or why nobody can tell. The time is in milliseconds since the epoch. */
export function identify(
  request: Pick<FastifyRequest, 'ip' | 'headers'>,
  { tokens, loopback }: Access,
  now: number,
): Caller | Problem {
  if (loopback) {
    return isFromThisMachine(request)
      ? SOMEBODY_HERE
      : unauthenticated(
          'There are no tokens, so only programs on this machine may call, at a loopback address and without a proxy. ' +
            'Create a token by `cascade token create` where the API runs.',
        );
  }
  const { authorization } = request.headers;
  if (authorization === undefined) return unauthenticated(`The request says nothing of who sends it. ${HOW}`);
  const [, token] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
  if (token === undefined) return unauthenticated(`The header Authorization is not of the scheme Bearer. ${HOW}`);
  return holderOf(token, tokens, now);
}

function holderOf(token: string, tokens: readonly StoredToken[], now: number): Caller | Problem {
  if (!isToken(token)) {
    return unauthenticated('What was sent is no whole token: one is "cascade_" and 64 hexadecimal digits.');
  }
  const digest = Buffer.from(digestOf(token));
  // All are compared, each in constant time: how long it takes tells nothing about how near a guess came.
  const [found] = tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256), digest));
  if (found === undefined) {
    return unauthenticated('The token is unknown, or was revoked: `cascade token list` shows those that count.');
  }
  if (isExpired(found, now)) {
    return unauthenticated(`The token ${found.name} has expired: revoke it, and create another by \`cascade token\`.`);
  }
  return { name: found.name, scopes: found.scopes, via: 'token' };
}

function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail);
}
