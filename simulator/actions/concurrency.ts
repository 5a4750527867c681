import type { ActionsRun } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';

/** The other runs of a run's concurrency group that aren't done, oldest first. */
export function othersInGroup(run: ActionsRun): ActionsRun[] {
  const { concurrencyGroup, repository } = run;
  if (concurrencyGroup === undefined) return [];
  return repository.runs.filter(
    (other) =>
      other !== run && other.concurrencyGroup === concurrencyGroup && latestAttempt(other).status !== 'completed',
  );
}

/** Whether a run waits for another of its concurrency group. */
export function isPending(run: ActionsRun): boolean {
  return latestAttempt(run).status === 'pending';
}

/** The run whose turn it is when this one is done; undefined where another is still going, or none waits. */
export function nextInGroup(run: ActionsRun): ActionsRun | undefined {
  const others = othersInGroup(run);
  return others.every(isPending) ? others[0] : undefined;
}
