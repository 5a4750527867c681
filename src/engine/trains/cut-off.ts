import { explain, type Reason } from '../../domain/reason.ts';
import type { BuildView, TrainView } from '../../domain/train-view.ts';
import { SOMEBODY_IN_TEMPORAL } from '../../domain/trigger.ts';

/**
 * A train that ended without a result, from the last state that it knew. One that was terminated had no time to see
 * its builds end; Temporal cancels them, so what had not settled then was cancelled.
 */
export function cutOff(view: TrainView): TrainView {
  return { ...view, state: 'cancelled', builds: view.builds.map(cutOffBuild) };
}

const CANCELLED: Reason = { code: 'cancelled', by: SOMEBODY_IN_TEMPORAL };

function cutOffBuild(build: BuildView): BuildView {
  if (build.status !== 'running' && build.status !== 'waiting') return build;
  return { ...build, status: 'cancelled', reason: CANCELLED, why: explain(CANCELLED) };
}
