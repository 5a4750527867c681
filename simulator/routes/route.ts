import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

import type { Caller } from '../app/caller.ts';
import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import type { RateLimit } from '../server/rate-limits.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** A request that found its route. */
export interface Asked {
  readonly world: World;
  readonly url: URL;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as JSON; an empty object where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it comes, for routes that take it raw. */
  readonly content: Readable;
  readonly caller: Caller;
  /** Whom the token belongs to. */
  readonly login: string;
  /** What is left to the token. */
  readonly rateLimit: RateLimit;
}

/** An operation of GitHub's API: its id and path as GitHub's description has them. */
export interface Route {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** What stands before the path: uploads have an address of their own. */
  readonly prefix?: '/uploads';
  readonly takesRawBody?: true;
  readonly handle: (asked: Asked) => Answer | Promise<Answer>;
  /** What is left of the request when GitHub breaks off in the middle of it; nothing unless given. */
  readonly breakOff?: Route['handle'];
}

/** A handler that gets the repository which the path names, or answers 404. */
export function inRepository(
  handle: (asked: Asked, repository: Repository) => Answer | Promise<Answer>,
): Route['handle'] {
  return (asked) => {
    const { owner, repo } = asked.parameters;
    const repository = asked.world.repositories.get(`${owner ?? ''}/${repo ?? ''}`.toLowerCase());
    if (repository === undefined) throw notFound();
    return handle(asked, repository);
  };
}
