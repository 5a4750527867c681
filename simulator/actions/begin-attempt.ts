import type { ActionsRun, Attempt } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { announceRun } from './announce.ts';
import { advance, cancelActionsRun } from './attempts.ts';
import { endAttempt } from './conclusion.ts';
import { isPending, othersInGroup } from './concurrency.ts';

/** Begins an attempt: it ends at once, waits for its concurrency group, or queues its jobs. `requested` is told of first attempts only. */
export function beginAttempt(world: World, run: ActionsRun, attempt: Attempt): void {
  if (attempt.endsAs !== undefined) {
    endAtOnce(world, run, attempt, attempt.endsAs);
    return;
  }
  if (attempt.number === 1) announceRun(world, 'requested', run, attempt);
  const others = othersInGroup(run);
  if (others.length === 0) advance(world, run, attempt);
  else waitForGroup(world, run, attempt, others);
}

/** Of those that wait only the newest stays. What runs is cancelled last: the one that stays begins with its end. */
function waitForGroup(world: World, run: ActionsRun, attempt: Attempt, others: readonly ActionsRun[]): void {
  attempt.status = 'pending';
  const { cancelInProgress = false } = run.workflow.scenario.concurrency ?? {};
  const going = others.filter((other) => !isPending(other));
  for (const other of [...others.filter(isPending), ...(cancelInProgress ? going : [])]) {
    cancelActionsRun(world, other);
  }
  world.journal.changed();
}

/** What is told of a run that ends before it begins is not what is told of others. */
function endAtOnce(world: World, run: ActionsRun, attempt: Attempt, conclusion: string): void {
  const request = () => {
    if (attempt.number === 1) announceRun(world, 'requested', run, attempt);
  };
  switch (conclusion) {
    case 'startup_failure': // GitHub tells nobody: pytorch/test-infra#5164
      endAttempt(attempt, conclusion);
      break;
    case 'action_required': // completed from the start: pytorch/test-infra#8029, and an example of GitHub's own
      endAttempt(attempt, conclusion);
      request();
      break;
    default:
      request();
      endAttempt(attempt, conclusion);
      announceRun(world, 'completed', run, attempt);
  }
  world.journal.changed();
}
