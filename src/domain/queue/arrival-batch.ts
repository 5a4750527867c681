import type { Trigger } from '../trigger.ts';
import type { Arrival } from './arrivals.ts';

/**
 * Changes as they travel to a queue: what is alike in all of them stands there once, since they come in crowds, and each
 * is a part of the queue's history.
 */
export interface ArrivalBatch {
  readonly alike: Partial<Circumstances>;
  /** In the order in which they came. */
  readonly arrivals: readonly (Pick<Arrival, Own> & Partial<Circumstances>)[];
}

/** What is never alike. */
type Own = 'delivery' | 'repository' | 'commit' | 'at';

type Circumstances = Omit<Arrival, Own | 'trigger'> & { readonly trigger: Trigger | OwnPush };

type Push = Extract<Trigger, { readonly type: 'push' }>;

/** The push that the arrival itself tells of. */
type OwnPush = Pick<Push, 'type' | 'branch' | 'by'>;

type PackedArrival = Pick<Arrival, Own> & Circumstances;

/** Packs what is on its way to the queue of one chain. */
export function packArrivals(arrivals: readonly Arrival[]): ArrivalBatch {
  const packed = arrivals.map((arrival): PackedArrival => ({ ...arrival, trigger: packTrigger(arrival) }));
  const [first] = packed;
  const alike: Partial<Circumstances> = first === undefined ? {} : circumstancesIn(packed, first);
  return { alike, arrivals: packed.map((arrival) => without(arrival, alike)) };
}

/** What was packed, as it was; older code sent it unpacked. */
export function arrivalsIn(arrived: ArrivalBatch | readonly Arrival[]): readonly Arrival[] {
  if (!('alike' in arrived)) return arrived;
  const { alike, arrivals } = arrived;
  return arrivals.map((arrival) => {
    // What isn't in the one is in the other.
    const packed = { ...alike, ...arrival } as PackedArrival;
    return { ...packed, trigger: unpackTrigger(packed) };
  });
}

/** Those of the first that all of them have. */
function circumstancesIn(
  packed: readonly PackedArrival[],
  { line, parameters, hop, check, trigger, policy }: PackedArrival,
): Partial<Circumstances> {
  const isAlike = <Name extends keyof Circumstances>(name: Name, value: Circumstances[Name]) => {
    const text = JSON.stringify(value);
    return packed.every(({ [name]: other }) => other === value || JSON.stringify(other) === text);
  };
  return {
    ...(isAlike('line', line) && { line }),
    ...(isAlike('parameters', parameters) && { parameters }),
    ...(isAlike('hop', hop) && { hop }),
    ...(isAlike('check', check) && { check }),
    ...(isAlike('trigger', trigger) && { trigger }),
    ...(isAlike('policy', policy) && { policy }),
  };
}

function without(
  { delivery, repository, commit, at, ...circumstances }: PackedArrival,
  alike: Partial<Circumstances>,
): ArrivalBatch['arrivals'][number] {
  const others = Object.entries(circumstances).filter(([name]) => !Object.hasOwn(alike, name));
  return { delivery, repository, commit, at, ...Object.fromEntries(others) };
}

function packTrigger({ trigger, delivery, repository, commit }: Arrival): Circumstances['trigger'] {
  const isOwn =
    trigger.type === 'push' &&
    trigger.repository === repository &&
    trigger.commit === commit &&
    trigger.delivery === deliveryOf(delivery, repository);
  return isOwn ? { type: trigger.type, branch: trigger.branch, by: trigger.by } : trigger;
}

function unpackTrigger({ trigger, delivery, repository, commit }: PackedArrival): Trigger {
  if (trigger.type !== 'push' || 'delivery' in trigger) return trigger;
  const { type, branch, by } = trigger;
  return { type, repository, branch, commit: commit ?? '', delivery: deliveryOf(delivery, repository), by };
}

/** The webhook's, which can tell of several repositories. */
function deliveryOf(delivery: string, repository: string): string {
  const end = `/${repository}`;
  return delivery.endsWith(end) ? delivery.slice(0, -end.length) : delivery;
}
