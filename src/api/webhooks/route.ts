import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decide } from '../../domain/decide-webhook.ts';
import { reachQueues } from '../../engine/trains/enqueue.ts';
import { withinDeadline } from '../../engine/trains/within-deadline.ts';
import { parseWebhook, verifyWebhook } from '../../github/webhooks.ts';
import { readChains, remembered } from '../chains.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { Problem, ProblemAnswer } from '../problem.ts';
import { carryOut, Outcome } from './carry-out.ts';

// GitHub sends no more than this (https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap).
const BODY_LIMIT = 25 * 1024 * 1024;

// GitHub gives up after 10 s and doesn't try again by itself; a late answer tells nobody what went wrong.
const DEADLINE_MS = 800;

const CHAINS_KEPT_MS = 1_000;

// To check each answer by its schema takes a twentieth of a webhook's time, and its type holds it to that already.
const serializerCompiler = () => JSON.stringify;

const schema = {
  summary: 'Where GitHub sends its webhooks',
  response: {
    202: z.object({ delivery: z.string(), decisions: z.array(Outcome) }).meta({
      description:
        'What became of the event, once Temporal has acknowledged it; also where it means nothing here, with the reason.',
    }),
    400: ProblemAnswer,
    401: ProblemAnswer,
    503: ProblemAnswer,
  },
};

/** What the route acts on. */
export type WebhookDependencies = Pick<
  ApiDependencies,
  'client' | 'taskQueue' | 'loadChains' | 'webhookSecrets' | 'self'
>;

/** `POST /webhooks/github`: what GitHub tells starts a train, joins a queue or wakes a build, once Temporal has acknowledged it. */
export function webhookRoute(dependencies: WebhookDependencies): FastifyPluginCallbackZod {
  const { client, taskQueue, self } = dependencies;
  return (app, _options, done) => {
    const queues = reachQueues(client, taskQueue);
    const means = { client, taskQueue, queues };
    app.addHook('onClose', () => queues.rested());
    // They come in crowds, and the configuration is read from files.
    const loadChains = remembered(dependencies.loadChains, CHAINS_KEPT_MS);
    // The signature is over the bytes as they came, so nothing may read them before it is checked.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, parsed) => {
      parsed(null, body);
    });
    // Each is told of in one line of the log: they come in crowds, and what refuses one is a warning.
    const options = { schema, bodyLimit: BODY_LIMIT, logLevel: 'warn', serializerCompiler } as const;
    app.post('/webhooks/github', options, async (request, reply) => {
      const rawBody = await signedBody(request, dependencies.webhookSecrets);
      const webhook = parseWebhook(request.headers, rawBody);
      if (!webhook.ok) throw new Problem('invalid-request', webhook.problems.join('; '), webhook.problems);
      const { id: delivery, event } = webhook.delivery;
      const decision = decide(event, { delivery, at: Date.now(), self });
      const decided =
        typeof decision === 'function' ? decision(await readChains({ loadChains }, request.log)) : [decision];
      const outcomes = await withinDeadline(client, DEADLINE_MS, () =>
        Promise.all(decided.map((decision) => carryOut(decision, means))),
      );
      app.log.info({ reqId: request.id, delivery, outcomes, milliseconds: reply.elapsedTime }, 'webhook');
      return reply.status(202).send({ delivery, decisions: outcomes });
    });
    done();
  };
}

async function signedBody({ body, headers }: FastifyRequest, secrets: readonly string[]): Promise<string> {
  const [current, previous = null] = secrets;
  if (current === undefined) {
    throw new Problem(
      'no-webhook-secret',
      'No secret for webhooks is set: set CASCADE_WEBHOOK_SECRET to the one that the webhook has at GitHub.',
    );
  }
  const rawBody = typeof body === 'string' ? body : '';
  if (await verifyWebhook(headers, rawBody, { current, previous })) return rawBody;
  throw new Problem(
    'wrong-signature',
    'The header x-hub-signature-256 does not fit the body: has the webhook at GitHub the secret of CASCADE_WEBHOOK_SECRET?',
  );
}
