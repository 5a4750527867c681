/** The one entry that the worker bundles: every workflow type by its name. */
export { build } from './build.ts';
export { cascade } from './cascade.ts';
export { dispatchLane } from './dispatch-lane.ts';
export { nightly } from './nightly.ts';
export { publish } from './publish.ts';
export { release } from './release.ts';
