import type { Dispatch, MarkerSupport, RetryPolicy, Timeouts } from './build-recipe.ts';
import type { Polling } from './chain.ts';
import type { DispatchTarget } from './build-inputs.ts';
import type { Expectations } from './judge.ts';
import type { Marker } from './marker.ts';
import type { RunIdentity } from './run-matching.ts';
import type { Again } from './train-state.ts';
import type { Timings } from './timings.ts';

/** All that one build needs to know of its train: its own slice, with every template filled in. */
export interface BuildOrder {
  readonly train: string;
  readonly alias: string;
  readonly target: DispatchTarget;
  readonly dispatch: FilledDispatch;
  readonly marker: MarkerSupport;
  readonly digest: string;
  /** Login of the account that dispatches. */
  readonly actor: string;
  readonly expected: Expectations;
  readonly timeouts: Timeouts;
  readonly retry: RetryPolicy;
  readonly polling: Polling;
  /** When the train started: no actions run of ours is older. Milliseconds since the epoch. */
  readonly since: number;
  /** Whether runs of this very attempt may exist already, because the train was reset, or its build terminated. */
  readonly lookFirst: boolean;
  /** What was done before a person had it made again; `null` the first time. */
  readonly again: Again | null;
  readonly timings: Timings;
}

/** A dispatch without templates: what is sent, but for the marker. */
export type FilledDispatch = Dispatch;

/** A recipe's dispatch with its templates filled in. */
export function fillDispatch(
  dispatch: Dispatch,
  fill: (templates: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): FilledDispatch {
  return dispatch.type === 'workflow_dispatch'
    ? { type: dispatch.type, inputs: fill(dispatch.inputs) }
    : { type: dispatch.type, eventType: dispatch.eventType, payload: fill(dispatch.payload) };
}

/** The marker of one attempt. */
export function markerOf(
  { train, alias, digest }: Pick<BuildOrder, 'train' | 'alias' | 'digest'>,
  attempt: number,
): Marker {
  return { train, alias, attempt, digest };
}

/** How the actions run of one attempt is told from all others. */
export function identityOf(order: BuildOrder, attempt: number): RunIdentity {
  return {
    marker: markerOf(order, attempt),
    event: order.dispatch.type,
    workflow: order.target.workflow,
    branch: order.dispatch.type === 'workflow_dispatch' ? order.target.ref : null,
    actor: order.actor,
  };
}
