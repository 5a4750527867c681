import { now } from '../../simulator/clock.ts';
import { parseChain } from '../../src/config/parse.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { queueId } from '../../src/domain/ids.ts';
import type { QueueView } from '../../src/domain/queue/queue-view.ts';
import { type BareEngine, type BareQueue, startBareEngine } from '../engine/bare-engine.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { heldChain, waitingTrain } from '../waiting/waiting-train.ts';
import { percentile } from '../numbers/percentile.ts';
import { chainFile } from '../stage/bench-chain.ts';
import { arrivalOf } from './arrival-of-push.ts';
import { keptDeliveries } from './kept-deliveries.ts';
import { PushSender, type SignedPush } from './push-webhook.ts';
import { measurePass, type Pass, type Rate, rateOf } from './senders.ts';

/** What became of signed pushes, beside single signals to a queue of the bare engine. */
export interface IngestFigures {
  /** By 64 senders to an API and a worker that have just started, whose code is not yet compiled. */
  readonly justStarted: Rate;
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
    readonly p99: number;
    /** Milliseconds that the last to be answered waited: among those, where the queue went on in a new execution. */
    readonly longest: number;
    readonly quietAfter: number;
  };
}

/** So many senders, each of which sends one push after another until all are sent. */
interface Crowd {
  readonly senders: number;
  readonly pushes: number;
}

const MANY: Crowd = { senders: 64, pushes: 2_000 };
const CROWDS: readonly Crowd[] = [{ senders: 1, pushes: 400 }, { senders: 16, pushes: 2_000 }, MANY];
// Single signals in thousands are more than a worker gets through.
const SIGNALS_A_PASS = 600;
// In turns with the bare engine's, since a pass of either may meet a moment in which the machine is slow.
const PASSES = 5;
// After so many V8 has compiled what it is going to, and after as many passes of both.
const WARM_UP = 14_000;
const STORM = 12_000;
// One build that waits: of many, all would ask GitHub in one moment what became of them.
const CHAIN = heldChain('storm', 29, 1);
const PARSED = parsed(chainFile(CHAIN));

/** Sends pushes to one chain whose cascade stays under way, so that all of them merge into the next one. */
export async function measureIngest(tell: (progress: string) => void): Promise<IngestFigures> {
  const stage = await setStage([CHAIN], Infinity, { webhooks: false });
  const { repositories } = await waitingTrain(stage, CHAIN, tell);
  const engine = await startBareEngine(stage);
  tell('just started');
  const { pass: first } = await pushes(stage, repositories, MANY);
  tell('warming up');
  await pushes(stage, repositories, { ...MANY, pushes: WARM_UP });
  for (let pass = 0; pass < PASSES; pass++) await passOf(stage, engine, repositories, MANY);
  const rounds: IngestFigures['rounds'][number][] = [];
  for (const crowd of CROWDS) {
    tell(`${crowd.senders} senders`);
    const passes: Awaited<ReturnType<typeof passOf>>[] = [];
    for (let pass = 0; pass < PASSES; pass++) passes.push(await passOf(stage, engine, repositories, crowd));
    rounds.push({
      senders: crowd.senders,
      webhooks: rateOf(passes.map(({ webhooks }) => webhooks)),
      unhandled: rateOf(passes.map(({ unhandled }) => unhandled)),
      handled: rateOf(passes.map(({ handled }) => handled)),
    });
  }
  tell(`${STORM} pushes`);
  const storm = await stormOf(stage, repositories);
  await engine.stop();
  await stage.stop();
  return { justStarted: rateOf([first]), rounds, storm };
}

async function passOf(stage: Stage, engine: BareEngine, repositories: readonly string[], crowd: Crowd) {
  const [lonely, queue] = [engine.queue('nobody'), engine.queue()];
  const unhandled = await bareSignals(stage, repositories, crowd.senders, lonely);
  await lonely.end();
  const handled = await bareSignals(stage, repositories, crowd.senders, queue);
  await queue.quiet();
  await queue.end();
  const { pass: webhooks, accepted } = await pushes(stage, repositories, crowd);
  if (accepted.length < crowd.pushes) throw new Error(`${crowd.pushes - accepted.length} pushes were refused`);
  await untilQuiet(stage);
  return { unhandled, handled, webhooks };
}

async function pushes(stage: Stage, repositories: readonly string[], { senders, pushes: count }: Crowd) {
  const sender = new PushSender(stage.webhooks, senders);
  const signed = signedPushes(sender, repositories, count);
  await sender.open();
  const accepted: string[] = [];
  const pass = await measurePass(senders, count, async (index) => {
    const push = signed[index];
    if (push !== undefined && (await sender.send(push)) === 202) accepted.push(push.delivery);
  });
  await sender.close();
  return { pass, accepted };
}

/** One signal-with-start a push, as a program without batches would send it, to a workflow of the bare engine: with what the queue is told. */
async function bareSignals(
  { webhooks }: Stage,
  repositories: readonly string[],
  senders: number,
  queue: BareQueue,
): Promise<Pass> {
  const sender = new PushSender(webhooks, senders);
  const arrivals = signedPushes(sender, repositories, SIGNALS_A_PASS).map((push) => arrivalOf(push, PARSED));
  await sender.close();
  return measurePass(senders, SIGNALS_A_PASS, (index) => queue.tell(arrivals[index]));
}

function signedPushes(sender: PushSender, repositories: readonly string[], count: number): readonly SignedPush[] {
  return Array.from({ length: count }, (_, index) =>
    sender.sign(repositories[index % repositories.length] ?? '', index),
  );
}

async function stormOf(stage: Stage, repositories: readonly string[]): Promise<IngestFigures['storm']> {
  const { accepted, pass } = await pushes(stage, repositories, { ...MANY, pushes: STORM });
  const ended = now();
  await untilQuiet(stage);
  const quietAfter = (now() - ended) / 1000;
  const kept = await keptDeliveries(stage.client, queueId(CHAIN.name));
  const mine = new Set(accepted);
  const ours = kept.filter((delivery) => mine.has(delivery));
  if (new Set(ours).size !== ours.length) throw new Error('A delivery is in the histories twice');
  return {
    sent: STORM,
    accepted: accepted.length,
    kept: ours.length,
    seconds: pass.seconds,
    p99: percentile(pass.took, 99),
    longest: percentile(pass.took, 100),
    quietAfter,
  };
}

/** A query is answered after everything that was told before it. */
async function untilQuiet({ client }: Stage): Promise<void> {
  await client.workflow.getHandle(queueId(CHAIN.name)).query<QueueView>('queue');
}

function parsed(file: string): Chain {
  const chain = parseChain(file, 'cascade.yml');
  if (!chain.ok) throw new Error("The bench's chain is not in order");
  return chain.chain;
}
