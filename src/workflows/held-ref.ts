import { CancellationScope, log, rootCause } from '@temporalio/workflow';
import type { BuildOrder } from '../domain/build-order.ts';
import { heldTag } from '../domain/ids.ts';
import { githubActivities } from './activities.ts';

/** The same build, dispatched on a tag of ours in place of a branch that has moved; `null` where that can't help. */
export function onHeldTag(order: BuildOrder): BuildOrder | null {
  const { dispatch, target, alias, digest } = order;
  if (dispatch.type !== 'workflow_dispatch' || target.held) return null;
  return { ...order, target: { ...target, ref: heldTag(alias, digest), held: true } };
}

/** Makes the tag that the build is dispatched on, where it needs one. */
export async function hold(order: BuildOrder): Promise<void> {
  if (!order.target.held) return;
  await githubActivities(order.timings, order.target.owner).holdCommit(heldCommit(order));
}

/** Removes it again, also where the build was cancelled. A tag that stays harms nothing, and changes no outcome. */
export async function letGo(order: BuildOrder): Promise<void> {
  if (!order.target.held) return;
  try {
    await CancellationScope.nonCancellable(() =>
      githubActivities(order.timings, order.target.owner).releaseCommit(heldCommit(order)),
    );
  } catch (error) {
    log.warn('A tag of ours was left behind', { tag: order.target.ref, why: rootCause(error) ?? String(error) });
  }
}

function heldCommit({ target: { owner, name, ref }, expected: { commit } }: BuildOrder) {
  return { owner, name, tag: ref, commit };
}
