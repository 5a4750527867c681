import { z } from 'zod';
import { assertNever } from '../../domain/exhaustive.ts';
import type { WebhookDecision } from '../../domain/webhook-decision.ts';
import { startTrain } from '../../engine/trains/start-train.ts';
import { wakeBuild } from '../../engine/trains/wake-build.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { wakeRun } from './wake-run.ts';

/** A decision about a webhook, and what came of it. */
export const Outcome = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('wake'), build: z.string(), outcome: z.enum(['woken', 'not-there']) }),
  z.object({
    decision: z.literal('wake-run'),
    run: z.string(),
    builds: z.array(z.string()).readonly(),
    outcome: z.enum(['woken', 'not-there']),
  }),
  z.object({ decision: z.literal('start'), train: z.string(), outcome: z.enum(['started', 'running', 'closed']) }),
  z.object({ decision: z.literal('ignore'), code: z.string(), why: z.string(), outcome: z.literal('ignored') }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** Does what was decided; it is done when Temporal has acknowledged it. Doing it again does nothing twice. */
export async function carryOut(
  decision: WebhookDecision,
  { client, taskQueue }: Pick<ApiDependencies, 'client' | 'taskQueue'>,
): Promise<Outcome> {
  switch (decision.type) {
    case 'wake': {
      const woken = await wakeBuild(client, decision.workflowId, decision.hint);
      return { decision: 'wake', build: decision.workflowId, outcome: woken ? 'woken' : 'not-there' };
    }
    case 'wake-run': {
      const builds = await wakeRun(client, decision);
      return { decision: 'wake-run', run: decision.run, builds, outcome: builds.length > 0 ? 'woken' : 'not-there' };
    }
    case 'start': {
      const result = await startTrain(client, decision, { taskQueue, repeat: 'never' });
      return { decision: 'start', train: decision.trainId, outcome: result.started ? 'started' : result.because };
    }
    case 'ignore':
      return { decision: 'ignore', code: decision.code, why: decision.why, outcome: 'ignored' };
    default:
      return assertNever(decision);
  }
}
