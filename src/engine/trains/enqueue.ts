import type { Client } from '@temporalio/client';
import type { Arrival, PushHint } from '../../domain/queue/arrivals.ts';
import { ReachedQueue } from './reached-queue.ts';

/** The queues of the chains, as webhooks reach them. What is told is kept once the promise is. */
export interface ChainQueues {
  /** A change is to go into the next cascade of the chain. */
  arrive(chain: string, arrival: Arrival): Promise<void>;
  /** What waits for an actions run of a push may go on. */
  checkPushes(chain: string, hint: PushHint): Promise<void>;
  /** Kept once nothing is asked of Temporal for which nobody waits. */
  rested(): Promise<void>;
}

/**
 * Reaches the queues, starting those that aren't there. To each one batch of a kind is on its way at a time. Throws an
 * EngineError where Temporal can't be reached or isn't prepared: then nobody knows whether anything arrived.
 */
export function reachQueues(client: Client, taskQueue: string): ChainQueues {
  const reached = new Map<string, ReachedQueue>();
  const queueOf = (chain: string) => {
    const queue = reached.get(chain) ?? new ReachedQueue(client, taskQueue, chain);
    reached.set(chain, queue);
    return queue;
  };
  return {
    arrive: (chain, arrival) => queueOf(chain).arrive(arrival),
    checkPushes: (chain, hint) => queueOf(chain).checkPushes(hint),
    rested: async () => {
      await Promise.all([...reached.values()].map(({ rested }) => rested));
    },
  };
}
