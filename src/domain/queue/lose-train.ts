import type { Trigger } from '../trigger.ts';
import type { DatedChange } from './dated-change.ts';
import { decided, isSame, type QueueState } from './queue-state.ts';
import { takeChange } from './take-change.ts';

const BY_ITSELF: Trigger = { type: 'manual', by: { type: 'cascade' } };

/**
 * A train is over, or wants nothing any more. What others brought, and it never took along, waits anew; its own changes
 * end with it.
 */
export function loseTrain(
  state: QueueState,
  gone: { readonly train: string; readonly runId: string },
  { why, unreached }: { readonly why: string; readonly unreached: boolean },
): QueueState {
  const ran = state.running.find((train) => isSame(train, gone));
  if (ran !== undefined) {
    const running = state.running.filter((train) => train !== ran);
    const next = decided({ ...state, running }, ran.train, 'ended', why);
    return unreached || ran.stage !== 'answered' ? handedOn(next, ran) : next;
  }
  const waited = state.waiting.find((entry) => entry.type === 'train' && isSame(entry, gone));
  if (waited?.type !== 'train') return state;
  const waiting = state.waiting.filter((entry) => entry !== waited);
  return handedOn(decided({ ...state, waiting }, waited.train, 'ended', why), { ...waited, trigger: null });
}

interface Carrier {
  readonly train: string;
  readonly key: string | null;
  readonly changed: readonly DatedChange[];
  readonly trigger: Trigger | null;
}

function handedOn(state: QueueState, { train, key, changed, trigger }: Carrier): QueueState {
  if (key === null) return state;
  const ofOthers = changed.filter(({ by }) => by !== train);
  return ofOthers.reduce((next, change) => takeChange(next, key, change, trigger ?? BY_ITSELF), state);
}
