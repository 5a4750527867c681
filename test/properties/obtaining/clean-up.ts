import type { Execution } from './execution.ts';
import { askerOf } from './build-process.ts';
import { findRun } from './look-model.ts';
import type { Model } from './model.ts';
import type { Process } from './virtual-time.ts';

/** What a build that is cancelled does before it ends: nothing of it goes on at GitHub. */
export function* cleanUp(model: Model, execution: Execution): Process<void> {
  const { time, github, lane, rules } = model;
  execution.isCancelled = true;
  if (execution.mayRun) {
    const { dispatchDeadline, settle } = rules.timings;
    const known = execution.isOurs ? execution.run : null;
    const found = known ?? (yield* findRun(model, execution, time.now + dispatchDeadline + settle));
    const run = 'type' in found ? (found.type === 'found' ? found.run : null) : found;
    if (run !== null) github.cancel(run.id);
  }
  lane.end(askerOf(model, execution), []);
  model.tell(execution.build.name, 'has cleaned up');
  execution.closed = true;
}
