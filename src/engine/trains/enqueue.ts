import type { Client } from '@temporalio/client';
import { queueId } from '../../domain/ids.ts';
import { packArrivals } from '../../domain/queue/arrival-batch.ts';
import type { Arrival, PushHint } from '../../domain/queue/arrivals.ts';
import { inBatches } from '../in-batches.ts';
import { withinDeadline } from './within-deadline.ts';

/** The queues of the chains, as webhooks reach them. What is told is kept once the promise is. */
export interface ChainQueues {
  /** A change is to go into the next cascade of the chain. */
  arrive(chain: string, arrival: Arrival): Promise<void>;
  /** What waits for an actions run of a push may go on. */
  checkPushes(chain: string, hint: PushHint): Promise<void>;
}

// One signal an event, many at once, is refused in parts and keeps the queue from its work; in batches none is lost.
const BATCHES = { most: 200, pause: 3, gather: 50 };

// So much makes the history of a queue long (see its Lifetime): it goes on in a new execution where it is told that nothing
// more comes until then. It may have something under way that keeps it from that, or its worker may not be there.
const MUCH = { bytes: 1_400_000, batches: 300 };
const PATIENCE_MS = 200;

// GitHub gives up after 10 s, in which the first of a batch may have waited for the one before it, too.
const DEADLINE_MS = 8_000;

/**
 * Reaches the queues, starting those that aren't there. To each one batch of a kind is on its way at a time. Throws an
 * EngineError where Temporal can't be reached or isn't prepared: then nobody knows whether anything arrived.
 */
export function reachQueues(client: Client, taskQueue: string): ChainQueues {
  const executions = new Map<string, Told>();
  const tell = async (chain: string, signal: 'arrive' | 'checkPushes', news: object, pauses: boolean) => {
    const signalArgs: [news: object, pauses?: boolean] = pauses ? [news, true] : [news];
    const { signaledRunId: runId } = await client.workflow.signalWithStart('chainQueue', {
      taskQueue,
      workflowId: queueId(chain),
      args: [],
      signal,
      signalArgs,
      staticSummary: `queue of ${chain}`,
    });
    const before = executions.get(chain) ?? UNTOLD;
    const goesOn = before.runId === runId && !pauses;
    executions.set(chain, {
      runId,
      bytes: (goesOn ? before.bytes : 0) + JSON.stringify(news).length,
      batches: (goesOn ? before.batches : 0) + 1,
      rested: pauses && before.runId === runId ? ended(client, queueId(chain), runId) : before.rested,
    });
  };
  const rested = async (chain: string) => {
    await executions.get(chain)?.rested;
    return executions.get(chain) ?? UNTOLD;
  };
  return {
    arrive: perChain<Arrival>(client, async (chain, arrivals) => {
      const { bytes, batches } = await rested(chain);
      await tell(chain, 'arrive', packArrivals(arrivals), bytes > MUCH.bytes || batches > MUCH.batches);
    }),
    checkPushes: perChain<PushHint>(client, async (chain, hints) => {
      await rested(chain);
      await tell(chain, 'checkPushes', hints, false);
    }),
  };
}

/** What one execution of a queue was told from here. */
interface Told {
  /** `null` before the first. */
  readonly runId: string | null;
  readonly bytes: number;
  readonly batches: number;
  /** Kept once more may be sent. */
  readonly rested: Promise<void>;
}

const UNTOLD: Told = { runId: null, bytes: 0, batches: 0, rested: Promise.resolve() };

/** Kept once that execution has ended, or is not going to for now. */
async function ended(client: Client, workflowId: string, runId: string): Promise<void> {
  const execution = client.workflow.getHandle(workflowId, runId, { followRuns: false });
  await client.withDeadline(Date.now() + PATIENCE_MS, () => execution.result()).catch(() => undefined);
}

function perChain<Item>(
  client: Client,
  tell: (chain: string, items: readonly Item[]) => Promise<void>,
): (chain: string, item: Item) => Promise<void> {
  const lanes = new Map<string, (item: Item) => Promise<void>>();
  const send = (chain: string) => (items: readonly Item[], since: number) =>
    withinDeadline(client, since + DEADLINE_MS - Date.now(), () => tell(chain, items));
  return (chain, item) => {
    const lane = lanes.get(chain) ?? inBatches<Item>(send(chain), BATCHES);
    lanes.set(chain, lane);
    return lane(item);
  };
}
