import { runBuild } from './build-process.ts';
import { cleanUp } from './clean-up.ts';
import type { Model } from './model.ts';
import type { Command, Report } from './story.ts';
import type { Process, Task } from './virtual-time.ts';

/** Does to a build what a person wants. */
export function* obey(model: Model, tasks: Task[], { type, at, build: index, ...when }: Command): Process<void> {
  const { time, builds } = model;
  yield* time.pass(at);
  const build = builds[index];
  if (build === undefined || build.executions.length === 0) return;
  if (when.midway) yield* time.until(() => build.executions.at(-1)?.isDispatching === true);
  if (when.waitsForTurn) yield* time.until(() => build.executions.at(-1)?.turn === null);
  // A dispatch that is under way can't be cancelled: what was posted must be known.
  if (type === 'cancel') yield* time.until(() => build.executions.at(-1)?.isDispatching === false);
  const execution = build.executions.at(-1);
  const task = tasks[index];
  if (task === undefined || execution === undefined) return;
  if (type === 'reset') {
    model.tell(build.name, 'is reset');
    time.stop(task);
    tasks[index] = time.start(runBuild(model, build.execute()));
  } else if (!execution.closed && !execution.isCancelled) {
    model.tell(build.name, 'is cancelled');
    time.stop(task);
    tasks[index] = time.start(cleanUp(model, execution));
  }
}

/** An actions workflow's own report, which anybody could send. */
export function* propose({ time, github, builds }: Model, { at, build, run }: Report): Process<void> {
  yield* time.pass(at);
  const runId = run === 'none' ? 999 : github.made[run]?.run.id;
  if (runId !== undefined) builds[build]?.hear({ runId, workflow: '', source: 'report' });
}
