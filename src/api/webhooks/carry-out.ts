import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { assertNever } from '../../domain/exhaustive.ts';
import { explainDecision } from '../../domain/explain-decision.ts';
import type { WebhookDecision } from '../../domain/webhook-decision.ts';
import type { ChainQueues } from '../../engine/trains/enqueue.ts';
import { startTrain } from '../../engine/trains/start-train.ts';
import { wake, wakeRun } from './wake-run.ts';

const why = z.string().meta({ description: 'What was decided, or why nothing is done, in words.' });
const woken = z.enum(['woken', 'train-told', 'not-there']).meta({
  description:
    '`train-told`: the build has ended, and its train looks whether a run that was run again is green. `not-there`: no build runs that it could be about, so that nobody waits for the news.',
});

/** A decision about a webhook, and what came of it. */
export const Outcome = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('wake'), build: z.string(), why, outcome: woken }),
  z.object({
    decision: z.literal('wake-run'),
    run: z.string(),
    builds: z.array(z.string()).readonly(),
    why,
    outcome: woken,
  }),
  z.object({
    decision: z.literal('start'),
    train: z.string(),
    why,
    outcome: z
      .enum(['started', 'running', 'closed'])
      .meta({ description: '`running`, `closed`: the train was there already, and is not started twice.' }),
  }),
  z.object({
    decision: z.literal('enqueue'),
    chain: z.string(),
    repository: z.string().meta({ description: 'Alias of what changed.' }),
    why,
    outcome: z.literal('enqueued'),
  }),
  z.object({
    decision: z.literal('check-pushes'),
    chain: z.string(),
    repository: z.string(),
    why,
    outcome: z.literal('told'),
  }),
  z.object({
    decision: z.literal('ignore'),
    code: z.string().meta({ description: 'The reason, for programs.' }),
    why,
    outcome: z.literal('ignored'),
  }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** What decisions act on. */
export interface Means {
  readonly client: Client;
  readonly taskQueue: string;
  readonly queues: ChainQueues;
}

/** Does what was decided; it is done when Temporal has acknowledged it. Doing it again does nothing twice. */
export async function carryOut(decision: WebhookDecision, means: Means): Promise<Outcome> {
  const { client, taskQueue, queues } = means;
  const why = explainDecision(decision);
  switch (decision.type) {
    case 'wake': {
      const { outcome } = await wake(client, decision.workflowId, decision.hint);
      return { decision: 'wake', build: decision.workflowId, why, outcome };
    }
    case 'wake-run': {
      const { builds, outcome } = await wakeRun(client, decision);
      return { decision: 'wake-run', run: decision.run, builds, why, outcome };
    }
    case 'start': {
      const result = await startTrain(client, decision, { taskQueue, repeat: 'never' });
      return { decision: 'start', train: decision.trainId, why, outcome: result.started ? 'started' : result.because };
    }
    case 'enqueue': {
      const { chain, arrival } = decision;
      await queues.arrive(chain, arrival);
      return { decision: 'enqueue', chain, repository: arrival.repository, why, outcome: 'enqueued' };
    }
    case 'check-pushes': {
      const { chain, hint } = decision;
      await queues.checkPushes(chain, hint);
      return { decision: 'check-pushes', chain, repository: hint.repository, why, outcome: 'told' };
    }
    case 'ignore':
      return { decision: 'ignore', code: decision.code, why, outcome: 'ignored' };
    default:
      return assertNever(decision);
  }
}
