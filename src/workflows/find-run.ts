import { type BuildOrder, identityOf } from '../domain/build-order.ts';
import type { FoundRuns } from '../domain/run-search.ts';
import type { ActionsRunWatch } from './actions-run-watch.ts';
import { githubActivities } from './activities.ts';

/**
 * Looks in GitHub's list for the actions run of an attempt, until one is there or a look at `until` found none.
 * What GitHub made too many of is cancelled. Webhooks make it look at once.
 */
export async function findRun(
  order: BuildOrder,
  watch: ActionsRunWatch,
  until: number,
  sureFrom = until,
): Promise<FoundRuns> {
  const { owner, name } = order.target;
  const github = githubActivities(order.timings, owner);
  const { turn } = watch;
  const input = {
    repository: { owner, name },
    identity: identityOf(order, watch.attempt),
    since: order.since - order.timings.clockSkew,
    until,
    turn: turn === null ? null : { ...turn, sureFrom },
  };
  for (;;) {
    const look = () => github.findActionsRun(input);
    // Without a marker it is time that makes a run certain, and no webhook.
    const found = turn === null ? await watch.untilBell(look) : await look();
    if (found === 'rung' || found === 'webhooks-arrive') continue;
    if (found.type === 'found') {
      watch.note([...found.surplus, ...found.others]);
      for (const { run } of found.surplus) await github.cancelActionsRun(run);
    }
    return found;
  }
}

/** Cancels whatever an attempt may have started, known or not, but where it is to go on. For clean-up after a cancellation. */
export async function cancelRunOf(order: BuildOrder, watch: ActionsRunWatch): Promise<void> {
  if (!watch.mayRun || watch.leavesRun) return;
  // A dispatch that was given up may still be sent, and its run show later still.
  const until = Date.now() + order.timings.dispatchDeadline + order.timings.settle;
  const found = watch.ownRun ?? (await findRun(order, watch, until));
  const run = 'type' in found ? (found.type === 'found' ? found.run : null) : found;
  if (run !== null) await githubActivities(order.timings, run.owner).cancelActionsRun(run);
  watch.clear();
}
