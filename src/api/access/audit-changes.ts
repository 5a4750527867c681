import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuditTrail } from '../../domain/access/audit-trail.ts';
import { Problem } from '../problem.ts';

const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Puts each change that is made over the routes of this app into the audit trail: before it is made, without which it
 * isn't made, and with what came of it before that is answered.
 */
export function auditChanges(app: FastifyInstance, trail: AuditTrail): void {
  const asked = new WeakSet<FastifyRequest>();
  app.addHook('preHandler', async (request) => {
    if (!CHANGING.includes(request.method)) return;
    try {
      await trail.record({ ...whoAndWhat(request), event: 'asked', body: request.body ?? null });
    } catch (error) {
      request.log.error({ err: error }, 'The audit trail cannot be written');
      throw new Problem(
        'audit-unavailable',
        'The audit trail cannot be written, and without it nothing is changed. The log tells why: is the disk full?',
      );
    }
    asked.add(request);
  });
  app.addHook('onSend', async (request, reply) => {
    if (!asked.delete(request)) return;
    const outcome = { status: reply.statusCode, location: reply.getHeader('location')?.toString() ?? null };
    const entry = { ...whoAndWhat(request), event: 'answered' as const, ...outcome };
    request.log.info(entry, 'change');
    // It is made, and must be answered as made.
    await trail.record(entry).catch((error: unknown) => {
      request.log.error({ err: error, entry }, 'The audit trail cannot be written: this change is missing its outcome');
    });
  });
}

function whoAndWhat({ id, caller, method, url }: FastifyRequest) {
  const [path = ''] = url.split('?');
  return { at: new Date().toISOString(), request: id, caller: caller.name, via: caller.via, method, path };
}
