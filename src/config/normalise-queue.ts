import type { Limits } from '../domain/chain.ts';
import type { QueuePolicy } from '../domain/queue/queue-policy.ts';
import { DEFAULT_BUILDS_AT_ONCE, DEFAULT_QUEUE, DEFAULT_WAIT_FOR_PERSON } from './defaults.ts';
import { milliseconds } from './duration.ts';
import type { ChainFile } from './schema.ts';

/** How the trains of the chain share what there is, every default filled in. */
export function normaliseQueue({ limits, queue }: ChainFile): QueuePolicy {
  return {
    trains: limits?.trains ?? DEFAULT_QUEUE.trains,
    onArrival: { ...DEFAULT_QUEUE.onArrival, ...queue },
    runners: limits?.runners ?? {},
  };
}

/** What a train keeps to by itself, every default filled in. */
export function normaliseLimits({ limits }: ChainFile): Limits {
  return {
    builds: limits?.builds ?? DEFAULT_BUILDS_AT_ONCE,
    blocked: milliseconds(limits?.wait_for_person ?? DEFAULT_WAIT_FOR_PERSON),
  };
}
