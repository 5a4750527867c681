import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { auditChanges } from './access/audit-changes.ts';
import { describeAccess, SECURITY_SCHEMES } from './access/describe-access.ts';
import { followTokens } from './access/follow-tokens.ts';
import { guard } from './access/guard.ts';
import { answerProblems } from './answer-problems.ts';
import type { ApiDependencies } from './dependencies.ts';
import { approveRoute } from './routes/approve.ts';
import { commandTrainRoute } from './routes/command-train.ts';
import { healthRoutes } from './routes/health.ts';
import { listTrainsRoute } from './routes/list-trains.ts';
import { openapiRoute } from './routes/openapi.ts';
import { readTrainRoute } from './routes/read-train.ts';
import { startTrainRoute } from './routes/start-train.ts';
import { asOneSegment } from './train-address.ts';
import { webhookRoute } from './webhooks/route.ts';

const LIMITS = {
  // A train is asked for in a few lines; the route for webhooks has a limit of its own.
  bodyLimit: 256 * 1024,
  // Whoever sends slowly must be done by then, headers and body: enough for 25 MB, too short to hold sockets for long.
  requestTimeout: 30_000,
  // A socket on which nothing happens; longer than any answer takes.
  connectionTimeout: 60_000,
  // Longer than the minute that load balancers usually keep a connection: else they send into one that is just closed.
  keepAliveTimeout: 75_000,
};

/** Characters of a train's id, written as one segment of a path: longer ones lead nowhere. */
const LONGEST_TRAIN = 600;

/**
 * The HTTP API, ready to be injected into or to listen. Temporal need not be there yet. Whoever calls must be known, but
 * where a process is asked after its health, and where webhooks bring a signature of their own.
 */
export async function buildApp(dependencies: ApiDependencies): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = dependencies.log;
  const app = fastify({
    ...LIMITS,
    loggerInstance,
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = '/' }) => asOneSegment(url),
    routerOptions: { maxParamLength: LONGEST_TRAIN },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app);
  // What is being answered while we close is answered, but its connection is not kept for a next request.
  app.addHook('preClose', (done) => {
    app.server.keepAliveTimeout = 1;
    done();
  });
  await app.register(swagger, { openapi: DESCRIPTION, transform: jsonSchemaTransform });
  await app.register(webhookRoute(dependencies));
  await app.register(healthRoutes(dependencies));
  const admission = await followTokens(dependencies.tokens, dependencies.log);
  await app.register(async (guarded) => {
    await guard(guarded, admission);
    auditChanges(guarded, dependencies.audit);
    describeAccess(guarded);
    await guarded.register(startTrainRoute(dependencies));
    await guarded.register(listTrainsRoute(dependencies));
    await guarded.register(readTrainRoute(dependencies));
    await guarded.register(commandTrainRoute(dependencies));
    await guarded.register(approveRoute(dependencies));
    await guarded.register(openapiRoute);
  });
  return app;
}

const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Cascade',
    description: 'Carries a change or a release through a chain of GitHub repositories.',
    version: '1',
  },
  components: { securitySchemes: SECURITY_SCHEMES },
};
