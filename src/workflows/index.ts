/** The one entry that the worker bundles: every workflow type by its name. */
export { build } from './build.ts';
export { cascade } from './cascade.ts';
export { chainQueue } from './chain-queue.ts';
export { dispatchLane } from './dispatch-lane.ts';
export { followUp } from './follow-up.ts';
export { nightly } from './nightly.ts';
export { publish } from './publish.ts';
export { release } from './release.ts';
export { telling } from './telling.ts';
