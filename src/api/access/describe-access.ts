import type { FastifyInstance } from 'fastify';
import { ProblemAnswer } from '../problem.ts';

/** How OpenAPI calls the way in which callers show who they are. */
const SCHEME = 'token';

/** The way itself, for the description of the API. */
export const SECURITY_SCHEMES = {
  [SCHEME]: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token from `cascade token create`: "cascade_" and 64 hexadecimal digits. As long as there is none, programs on ' +
      'the machine of the API need none.',
  },
} as const;

/** Describes the routes of this app as those that need a token, and how they refuse. */
export function describeAccess(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const { schema = {} } = route;
    const refusals = { 401: ProblemAnswer, 403: ProblemAnswer, 429: ProblemAnswer };
    const response = { ...refusals, ...(schema.response as object | undefined) };
    route.schema = { ...schema, security: [{ [SCHEME]: [] }], response };
  });
}
