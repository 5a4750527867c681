import type { TrainKind } from '../trigger.ts';

/**
 * What becomes of a train that asks while another of its kind is under way. `merge`: it goes into the one that waits
 * next. `queue`: it waits its turn. `supersede`: it waits, and takes the place of those that waited before it.
 * `refuse`: it ends at once, and says what it met.
 */
export type OnArrival = 'merge' | 'queue' | 'supersede' | 'refuse';

/** How the trains of a chain share what there is. */
export interface QueuePolicy {
  /** Trains under way at once, whatever their kinds. */
  readonly trains: number;
  readonly onArrival: Readonly<Record<TrainKind, OnArrival>>;
  /** Builds at once on the runners of a label, over all trains of the chain; a label that isn't here has no limit. */
  readonly runners: Readonly<Record<string, number>>;
}
