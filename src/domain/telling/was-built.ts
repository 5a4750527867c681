import type { BuildState } from '../train-state.ts';

/** A build whose result is this train's own, or that of the push which started it. */
export type Built = Extract<BuildState, { status: 'succeeded' | 'reused' }>;

/** What a person had stand in is of another train, which deployed it and told of it. */
export function wasBuilt(build: BuildState): build is Built {
  return build.status === 'succeeded' || build.status === 'reused';
}
