import type { Client } from '@temporalio/client';
import { queueId } from '../../domain/ids.ts';
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
// more comes for a moment, in milliseconds, and needs that.
const MUCH = { items: 1_800, batches: 180 };
const MOMENT = 60;

// GitHub gives up after 10 s, in which the first of a batch may have waited for the one before it, too.
const DEADLINE_MS = 8_000;

/**
 * Reaches the queues, starting those that aren't there. To each one batch of a kind is on its way at a time. Throws an
 * EngineError where Temporal can't be reached or isn't prepared: then nobody knows whether anything arrived.
 */
export function reachQueues(client: Client, taskQueue: string): ChainQueues {
  const executions = new Map<string, Taken>();
  const tell = (
    chain: string,
    signal: 'arrive' | 'checkPushes',
    items: readonly (Arrival | PushHint)[],
    since: number,
  ) =>
    withinDeadline(client, since + DEADLINE_MS - Date.now(), async () => {
      const before = executions.get(chain) ?? { runId: null, items: 0, batches: 0 };
      const pauses = signal === 'arrive' && (before.items > MUCH.items || before.batches > MUCH.batches);
      const signalArgs: [readonly (Arrival | PushHint)[], pauses?: boolean] = pauses ? [items, true] : [items];
      const { signaledRunId: runId } = await client.workflow.signalWithStart('chainQueue', {
        taskQueue,
        workflowId: queueId(chain),
        args: [],
        signal,
        signalArgs,
        staticSummary: `queue of ${chain}`,
      });
      const known = before.runId === runId && !pauses ? before : { items: 0, batches: 0 };
      executions.set(chain, { runId, items: known.items + items.length, batches: known.batches + 1 });
      return pauses ? MOMENT : 0;
    });
  return {
    arrive: perChain<Arrival>((chain, arrivals, since) => tell(chain, 'arrive', arrivals, since)),
    checkPushes: perChain<PushHint>((chain, hints, since) => tell(chain, 'checkPushes', hints, since)),
  };
}

/** What one execution of a queue was told from here. */
interface Taken {
  /** `null` before the first. */
  readonly runId: string | null;
  readonly items: number;
  readonly batches: number;
}

function perChain<Item>(
  send: (chain: string, items: readonly Item[], since: number) => Promise<number>,
): (chain: string, item: Item) => Promise<void> {
  const lanes = new Map<string, (item: Item) => Promise<void>>();
  return (chain, item) => {
    const lane = lanes.get(chain) ?? inBatches<Item>((items, since) => send(chain, items, since), BATCHES);
    lanes.set(chain, lane);
    return lane(item);
  };
}
