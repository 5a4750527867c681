import { now } from '../../simulator/clock.ts';
import { queueId } from '../../src/domain/ids.ts';
import type { QueueView } from '../../src/domain/queue/queue-view.ts';
import { type BareQueue, startBareEngine } from '../engine/bare-engine.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { heldChain, waitingTrain } from '../waiting/waiting-train.ts';
import { keptDeliveries } from './kept-deliveries.ts';
import { PushSender } from './push-webhook.ts';
import { measureRate, type Rate } from './senders.ts';

/** What became of signed pushes, beside single signals to a queue of the bare engine. */
export interface IngestFigures {
  readonly rounds: readonly {
    readonly senders: number;
    readonly webhooks: Rate;
    /** To a workflow on whose task queue nobody works. */
    readonly unhandled: Rate;
    /** To one that a worker in the bench's process counts in. */
    readonly handled: Rate;
  }[];
  readonly storm: {
    readonly sent: number;
    readonly accepted: number;
    readonly kept: number;
    readonly seconds: number;
    readonly quietAfter: number;
  };
}

const SENDERS = [1, 16, 64];
const SENT_A_ROUND = 2_000;
// Single signals in thousands are more than a worker gets through.
const SIGNALS_A_ROUND = 600;
const STORM = 12_000;
const REPOSITORIES = 29;

/** Sends pushes to one chain whose cascade stays under way, so that all of them merge into the next one. */
export async function measureIngest(tell: (progress: string) => void): Promise<IngestFigures> {
  const chain = heldChain('storm', REPOSITORIES);
  const stage = await setStage([chain], Infinity, { webhooks: false });
  const { repositories } = await waitingTrain(stage, chain, tell);
  const engine = await startBareEngine(stage);
  const rounds: IngestFigures['rounds'][number][] = [];
  // Code is compiled, connections are opened.
  await pushes(stage, repositories, 16, 500);
  for (const senders of SENDERS) {
    tell(`${senders} senders`);
    const unhandled = await bareSignals(senders, engine.queue('nobody'));
    const handled = await bareSignals(senders, engine.queue());
    const { rate } = await pushes(stage, repositories, senders, SENT_A_ROUND);
    rounds.push({ senders, webhooks: rate, unhandled, handled });
  }
  tell(`${STORM} pushes`);
  const storm = await stormOf(stage, chain.name, repositories);
  await engine.stop();
  await stage.stop();
  return { rounds, storm };
}

async function pushes(stage: Stage, repositories: readonly string[], senders: number, count: number) {
  const sender = new PushSender(stage.webhooks, senders);
  const signed = Array.from({ length: count }, (_, index) =>
    sender.sign(repositories[index % repositories.length] ?? '', index),
  );
  await sender.open();
  const accepted: string[] = [];
  const rate = await measureRate(senders, count, async (index) => {
    const push = signed[index];
    if (push !== undefined && (await sender.send(push)) === 202) accepted.push(push.delivery);
  });
  await sender.close();
  return { rate, accepted };
}

/** One signal-with-start a push, as a program without batches would send it, to a workflow of the bare engine. */
async function bareSignals(senders: number, queue: BareQueue): Promise<Rate> {
  const rate = await measureRate(senders, SIGNALS_A_ROUND, (index) => queue.tell({ index }));
  await queue.end();
  return rate;
}

async function stormOf(stage: Stage, chain: string, repositories: readonly string[]): Promise<IngestFigures['storm']> {
  const begin = now();
  const { accepted } = await pushes(stage, repositories, 64, STORM);
  const ended = now();
  await untilQuiet(stage, chain);
  const quiet = now();
  const kept = await keptDeliveries(stage.client, queueId(chain));
  const mine = new Set(accepted);
  const ours = kept.filter((delivery) => mine.has(delivery));
  if (new Set(ours).size !== ours.length) throw new Error('A delivery is in the histories twice');
  return {
    sent: STORM,
    accepted: accepted.length,
    kept: ours.length,
    seconds: (ended - begin) / 1000,
    quietAfter: (quiet - ended) / 1000,
  };
}

/** A query is answered after everything that was told before it. */
async function untilQuiet({ client }: Stage, chain: string): Promise<void> {
  await client.workflow.getHandle(queueId(chain)).query<QueueView>('queue');
}
