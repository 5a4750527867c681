import type { Trigger } from '../trigger.ts';
import type { Arrival } from './arrivals.ts';

/**
 * Changes as they travel to a queue: what is alike in all of them stands there once, since they come in crowds, and each
 * is a part of the queue's history.
 */
export interface ArrivalBatch {
  readonly alike: Partial<Circumstances>;
  /** In the order in which they came. */
  readonly arrivals: readonly (Own & Partial<Circumstances>)[];
}

/** What is never alike. */
type Own = Pick<Arrival, 'delivery' | 'repository' | 'commit' | 'at'>;

/** The rest; of the push that the arrival itself tells of, without what stands there already. */
type Circumstances = Omit<Arrival, keyof Own | 'trigger'> &
  ({ readonly trigger: Trigger } | (Pick<Push, 'branch' | 'by'> & { readonly trigger: 'push' }));

type Push = Extract<Trigger, { readonly type: 'push' }>;

/** Packs what is on its way to the queue of one chain. */
export function packArrivals(arrivals: readonly Arrival[]): ArrivalBatch {
  const all = arrivals.map(circumstancesOf);
  const alike = alikeIn(all);
  const isOther = ([name]: readonly [string, unknown]) => !(name in alike);
  return {
    alike,
    arrivals: arrivals.map(({ delivery, repository, commit, at }, index) => ({
      ...{ delivery, repository, commit, at },
      ...Object.fromEntries(Object.entries(all[index] ?? {}).filter(isOther)),
    })),
  };
}

/** What was packed, as it was; older code sent it unpacked. */
export function arrivalsIn(arrived: ArrivalBatch | readonly Arrival[]): readonly Arrival[] {
  if (!('alike' in arrived)) return arrived;
  const { alike, arrivals } = arrived;
  return arrivals.map((arrival) => {
    // What isn't in the one is in the other.
    const whole = { ...alike, ...arrival } as Own & Circumstances;
    if (whole.trigger !== 'push') return whole;
    const { trigger: type, branch, by, ...rest } = whole;
    const { repository, commit } = rest;
    return { ...rest, trigger: { type, repository, branch, commit: commit ?? '', delivery: webhookOf(rest), by } };
  });
}

function circumstancesOf(arrival: Arrival): Circumstances {
  const { repository, commit, line, parameters, hop, check, trigger, policy } = arrival;
  const others = { line, parameters, hop, check, policy };
  const isOwnPush =
    trigger.type === 'push' &&
    trigger.repository === repository &&
    trigger.commit === commit &&
    trigger.delivery === webhookOf(arrival);
  if (!isOwnPush) return { ...others, trigger };
  const { type, branch, by } = trigger;
  return { ...others, trigger: type, branch, by };
}

function alikeIn(all: readonly Circumstances[]): Partial<Circumstances> {
  const [first, ...others] = all.map((one) => new Map<string, unknown>(Object.entries(one)));
  if (first === undefined) return {};
  const isAlike = ([name, value]: readonly [string, unknown]) => {
    const text = JSON.stringify(value);
    return others.every((other) => other.get(name) === value || JSON.stringify(other.get(name)) === text);
  };
  return Object.fromEntries([...first].filter(isAlike));
}

/** The delivery that told of it, and perhaps of other repositories. */
function webhookOf({ delivery, repository }: Pick<Own, 'delivery' | 'repository'>): string {
  const end = `/${repository}`;
  return delivery.endsWith(end) ? delivery.slice(0, -end.length) : delivery;
}
