import { ownUserShape } from '../shapes/user.ts';
import type { Asked, Route } from './route.ts';

/** What a token is and what is left to it. */
export const accountRoutes: readonly Route[] = [
  {
    operation: 'users/get-authenticated',
    method: 'GET',
    path: '/user',
    handle: ({ world }) => ({ status: 200, body: ownUserShape(world) }),
  },
  {
    operation: 'rate-limit/get',
    method: 'GET',
    path: '/rate_limit',
    handle: ({ rateLimit }: Asked) => {
      const untouched = { ...rateLimit, used: 0, remaining: rateLimit.limit };
      const resources = { core: rateLimit, search: untouched, graphql: untouched };
      return { status: 200, body: { resources, rate: rateLimit } };
    },
  },
];
