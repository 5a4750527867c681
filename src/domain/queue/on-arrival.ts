import type { TrainKind } from '../trigger.ts';
import type { OnArrival, QueuePolicy } from './queue-policy.ts';

/** What becomes of a train of that kind while another is under way. A release neither goes into another nor takes its place. */
export function onArrivalOf(policy: QueuePolicy | null, kind: TrainKind): OnArrival {
  const wanted = policy?.onArrival[kind] ?? 'queue';
  return kind === 'release' && wanted !== 'refuse' ? 'queue' : wanted;
}

/** Whether only one train of that kind is under way at once. */
export function isAlone(policy: QueuePolicy | null, kind: TrainKind): boolean {
  return onArrivalOf(policy, kind) !== 'queue';
}
