import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ActionsRun, Attempt, Execution } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { startAct } from './act-process.ts';
import { Course, failAttempt } from './course.ts';
import { parseLogLine } from './log-line.ts';
import { prepare } from './prepare.ts';
import { takeArtifacts } from './take-artifacts.ts';

/** Executes an attempt with act once one of GitHub's runners is free, all of its jobs on that one; calls `ended` when it is over. */
export function executeAttempt(world: World, run: ActionsRun, attempt: Attempt, ended: () => void): Execution {
  const controller = new AbortController();
  const execution: Execution = {
    isOver: false,
    stop: () => {
      controller.abort();
    },
    ended: onRunner(world, run, attempt, controller.signal)
      .catch((error: unknown) => {
        world.journal.failed('act', error);
      })
      .then(() => {
        execution.isOver = true;
        world.executions.delete(execution);
        ended();
      }),
  };
  world.executions.add(execution);
  return execution;
}

async function onRunner(world: World, run: ActionsRun, attempt: Attempt, signal: AbortSignal): Promise<void> {
  const { promise: turn, resolve } = Promise.withResolvers<undefined>();
  const leave = world.runners.take(() => {
    resolve(undefined);
  });
  signal.addEventListener('abort', () => {
    resolve(undefined);
  });
  await turn;
  // The name says whose it is: the folders of simulators that were killed are removed by the next one.
  const folder = await mkdtemp(join(tmpdir(), `github-simulator-${process.pid}-act-`));
  try {
    if (!signal.aborted) await execute(world, run, attempt, folder, signal);
  } catch (error) {
    failAttempt(world, run, attempt, [error instanceof Error ? error.message : String(error)]);
  } finally {
    leave();
    await rm(folder, { recursive: true, force: true });
  }
}

async function execute(
  world: World,
  run: ActionsRun,
  attempt: Attempt,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { command, jobs, artifacts } = prepare(world, run, attempt, folder);
  const course = new Course(world, run, attempt, jobs);
  const act = startAct(command, (line) => {
    course.note(parseLogLine(line));
  });
  signal.addEventListener('abort', () => {
    act.stop();
  });
  const status = await act.ended;
  if (signal.aborted) return;
  course.end(status);
  await takeArtifacts(world, run, artifacts);
}
