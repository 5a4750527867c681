import { latestAttempt } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { runWithId } from '../world.ts';

/** Takes a run, and its artifacts, out of its repository; throws where it is still going, for which GitHub's page has no such button. */
export function deleteRun(world: World, id: number): void {
  const run = runWithId(world, id);
  if (latestAttempt(run).status !== 'completed') {
    throw new Error(`The actions run ${id} is still going: only a completed one can be deleted. Cancel it first.`);
  }
  const { runs, artifacts } = run.repository;
  remove(runs, (known) => known === run);
  remove(artifacts, (artifact) => artifact.run === run);
  world.journal.changed();
}

function remove<T>(list: T[], isGone: (item: T) => boolean): void {
  const rest = list.filter((item) => !isGone(item));
  list.splice(0, list.length, ...rest);
}
