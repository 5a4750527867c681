import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDependencies } from '../dependencies.ts';
import { Problem, ProblemAnswer } from '../problem.ts';
import { whatIsMissing } from '../readiness.ts';

const alive = { summary: 'Whether the process lives', response: { 200: z.object({ status: z.literal('alive') }) } };
const ready = {
  summary: 'Whether a train that is started now would travel',
  response: { 200: z.object({ status: z.literal('ready') }), 503: ProblemAnswer },
};

/** `GET /healthz` and `GET /readyz`, for whoever restarts processes and directs traffic. */
export function healthRoutes(dependencies: ApiDependencies): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    // They are asked every few seconds: a line for each would bury all others.
    const logLevel = 'error';
    app.get('/healthz', { schema: alive, logLevel }, () => ({ status: 'alive' as const }));
    app.get('/readyz', { schema: ready, logLevel }, async () => {
      const missing = await whatIsMissing(dependencies);
      if (missing.length > 0) throw new Problem('not-ready', missing.join(' '), missing);
      return { status: 'ready' as const };
    });
    done();
  };
}
