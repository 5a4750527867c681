import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { EngineError } from '../engine/engine-error.ts';
import { Problem, type ProblemDetails } from './problem.ts';

/** Makes every error that the app answers with a problem; what went wrong inside is logged, and not told. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const details = detailsOf(error, `urn:uuid:${request.id}`);
    if (isForeseen(error)) request.log.warn({ type: details.type }, details.detail);
    else if (details.status >= 500) request.log.error({ err: error }, details.detail);
    return sendProblem(reply, details);
  });
  app.setNotFoundHandler((request, reply) => {
    const problem = new Problem('not-found', `${request.method} ${request.url} leads nowhere: see GET /openapi.json.`);
    return sendProblem(reply, problem.details(`urn:uuid:${request.id}`));
  });
}

/** What a caller or an operator can mend needs no stack. */
function isForeseen(error: FastifyError): boolean {
  return error instanceof Problem || error instanceof EngineError;
}

function sendProblem(reply: FastifyReply, details: ProblemDetails): FastifyReply {
  return reply.status(details.status).type('application/problem+json').send(JSON.stringify(details));
}

function detailsOf(error: FastifyError, instance: string): ProblemDetails {
  if (error instanceof Problem) return error.details(instance);
  if (error instanceof EngineError) return new Problem('temporal-unavailable', error.message).details(instance);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'request';
    const problems = error.validation.map(
      ({ instancePath, message }) => `${placeOf(instancePath, where)}: ${message ?? ''}`,
    );
    return new Problem('invalid-request', problems.join('; '), problems).details(instance);
  }
  const { statusCode: status = 500 } = error;
  if (status >= 500) {
    const detail = `Cascade failed to answer. The log tells why, at reqId ${instance.slice('urn:uuid:'.length)}.`;
    return { type: 'about:blank', title: 'Internal error', status: 500, detail, instance, problems: [] };
  }
  return {
    type: 'about:blank',
    title: 'The request was refused',
    status,
    detail: error.message,
    instance,
    problems: [],
  };
}

/** `/changed/0/commit` as people write it; what is wrong as a whole is named by where it was sent. */
function placeOf(pointer: string, where: string): string {
  const path = pointer.split('/').filter(Boolean).join('.');
  return path === '' ? where : path;
}
