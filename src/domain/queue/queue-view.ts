import type { TrainKind } from '../trigger.ts';
import type { RunnerShares } from './admission.ts';
import { awayTrains } from './away-trains.ts';
import { nameOfChange } from './coverage.ts';
import { inOrder, kindOf, obstacleTo } from './give-places.ts';
import type { Decision, QueueState } from './queue-state.ts';
import { nameOfWaiting } from './take-change.ts';

/** The queue as people and programs are shown it. Times are milliseconds since the epoch. */
export interface QueueView {
  readonly chain: string;
  readonly running: readonly {
    readonly train: string;
    readonly kind: TrainKind;
    readonly since: number;
    /** Builds at once that it may have, on each label that is limited; none where it takes no such runner. */
    readonly shares: RunnerShares;
  }[];
  /** Trains that gave their places back while they wait for a person. */
  readonly away: readonly { readonly train: string; readonly kind: TrainKind }[];
  /** In the order in which they will get a place, as far as that is known. */
  readonly waiting: readonly {
    readonly train: string;
    readonly kind: TrainKind;
    readonly since: number;
    readonly why: string;
    readonly changed: readonly string[];
  }[];
  /** Pushes that aren't known to be green. */
  readonly unchecked: readonly { readonly push: string; readonly since: number; readonly why: string }[];
  /** What became of whatever came, the newest last. */
  readonly decisions: readonly Decision[];
}

export function viewQueue(state: QueueState): QueueView {
  return {
    chain: state.chain,
    running: state.running.map(({ train, kind, since, shares }) => ({ train, kind, since, shares })),
    away: awayTrains(state).map(({ train, kind }) => ({ train, kind })),
    waiting: inOrder(state.waiting).map((entry) => ({
      train: nameOfWaiting(state, entry),
      kind: kindOf(entry),
      since: entry.since,
      why: obstacleTo(state, entry) ?? 'gets its place at once',
      changed: entry.changed.map(nameOfChange),
    })),
    unchecked: state.unchecked.map(({ arrival, since, why }) => ({ push: nameOfChange(arrival), since, why })),
    decisions: state.decisions,
  };
}

const DECISIONS_SHOWN = 20;

/** The queue as Markdown, for Temporal's own UI. */
export function describeQueue(view: QueueView): string {
  const decisions = view.decisions.slice(-DECISIONS_SHOWN).reverse();
  return [
    `**${view.running.length} under way**, ${view.waiting.length} wait, ${view.unchecked.length} pushes not known to be green`,
    ...view.running.map(({ train }) => `- ${train} is under way`),
    ...view.away.map(({ train }) => `- ${train} waits for a person, without a place`),
    ...view.waiting.map(({ train, why }) => `- ${train} ${why}`),
    ...view.unchecked.map(({ push, why }) => `- ${push}: ${why}`),
    '',
    ...decisions.map(({ at, what, became, why }) => `- ${new Date(at).toISOString()} ${what}: ${became}, ${why}`),
  ].join('\n');
}
