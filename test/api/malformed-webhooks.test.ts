import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import { queueId } from '../../src/domain/ids.ts';
import { type ArrivalBatch, arrivalsIn } from '../../src/domain/queue/arrival-batch.ts';
import type { PushHint } from '../../src/domain/queue/arrivals.ts';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { signalsOf } from '../engine/trains/running-build.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { appOf } from './support/app-of.ts';
import { delivery } from './support/deliveries.ts';
import { type MutatedWebhook, mutatedWebhook } from './support/mutations.ts';

const MUTATIONS = 10_000;
const AT_ONCE = 20;

interface Answer extends MutatedWebhook {
  readonly id: string;
  readonly status: number;
  readonly decisions: readonly { readonly decision: string; readonly outcome: string; readonly repository?: string }[];
}

/** The repositories of GitHub's own examples, in a chain of which most of what happens there starts something. */
const CHAIN = chain(
  [
    repository('hello', { owner: 'Codertocat', name: 'Hello-World' }),
    repository('octo', { owner: 'octo-org', name: 'octo-repo', branch: 'master' }),
  ],
  {
    name: 'mutated',
    triggers: triggers({
      releases: ['hello'],
      tags: ['hello'],
      dispatches: [...STANDARD_DISPATCHES, ...STANDARD_DISPATCHES.slice(0, 1).map(onDemand)],
    }),
  },
);

function onDemand(rule: (typeof STANDARD_DISPATCHES)[number]) {
  return { ...rule, eventType: 'on-demand-test' };
}

const { client } = clientOfFile();

it(
  'whatever is wrong with a webhook, it is answered with what is wrong, or done as a whole and once',
  { timeout: 300_000 },
  async () => {
    const loadChains = () => Promise.resolve({ ok: true as const, chains: [CHAIN] });
    const { app } = await appOf(client(), { loadChains });
    const answer = async (webhook: MutatedWebhook): Promise<Answer> => {
      const id = randomUUID();
      const response = await app.inject(await delivery(webhook.event, webhook.body, { id }));
      const { decisions = [] } = response.json<{ decisions?: Answer['decisions'] }>();
      return { ...webhook, id, status: response.statusCode, decisions };
    };
    const webhooks = fc.sample(mutatedWebhook, { numRuns: MUTATIONS, seed: 20_261_121 });
    const answers: Answer[] = [];
    for (let begin = 0; begin < webhooks.length; begin += AT_ONCE) {
      answers.push(...(await Promise.all(webhooks.slice(begin, begin + AT_ONCE).map(answer))));
    }

    expect(answers.filter(({ status }) => status !== 202 && status !== 400)).toEqual([]);
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted.filter(({ decisions }) => decisions.length === 0)).toEqual([]);
    // Neither all nor nothing of them is in order: else it would be no test.
    expect(accepted.length).toBeGreaterThan(MUTATIONS / 4);
    expect(accepted.length).toBeLessThan(MUTATIONS * 0.95);

    const queued = accepted.flatMap(({ id, decisions }) =>
      decisions.flatMap(({ decision, repository = '' }) => (decision === 'enqueue' ? [`${id}/${repository}`] : [])),
    );
    expect(queued.length).toBeGreaterThan(100);
    const signals = (await signalsOf(client().workflow.getHandle(queueId('mutated')))) as (ArrivalBatch | PushHint[])[];
    const arrived = signals.flatMap((batch) => ('alike' in batch ? arrivalsIn(batch) : []));
    expect(arrived.map((arrival) => arrival.delivery).toSorted()).toEqual(queued.toSorted());

    const started = accepted.flatMap(({ decisions }) => decisions.filter(({ outcome }) => outcome === 'started'));
    expect(started.length).toBeGreaterThan(0);
    await vi.waitUntil(async () => (await client().workflow.count("WorkflowType = 'release'")).count >= started.length);
    expect((await client().workflow.count("WorkflowType = 'release'")).count).toBe(started.length);
  },
);
