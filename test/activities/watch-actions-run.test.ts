import { expect, test } from 'vitest';
import type { WatchInput } from '../../src/activities/read-actions-run.ts';
import type { ActionsRunRef } from '../../src/domain/actions-run.ts';
import { always, serve } from '../github/support/loopback.ts';
import { completedBuild, completion, CORE, identity, look, startedBuild } from './support/builds.ts';
import { oneTry, perform } from './support/one-try.ts';
import { activitiesAt, startStage } from './support/stage.ts';

const NEVER_THERE: ActionsRunRef = { ...CORE, id: 999, attempt: 1, url: '' };

/** A poll that knows this status. */
function watching(ref: ActionsRunRef, knownStatus: string, differences: Partial<WatchInput> = {}): WatchInput {
  return { ...look(ref), knownStatus, interval: 20_000, ...differences };
}

const held = () => startStage(undefined, { behaviours: [{ kind: 'hold', repository: 'acme/core' }] });

test('an unchanged actions run costs no rate limit, because the ETag goes from try to try', async () => {
  const stage = await held();
  const run = await startedBuild(stage);
  const watched = watching(run, 'in_progress');
  const notYet = { type: 'NotYet', category: 'BENIGN', nonRetryable: false };

  const first = oneTry();
  await expect(first.perform(stage.activities.watchActionsRun, watched)).rejects.toMatchObject(notYet);
  expect(first.heartbeats).toEqual([expect.stringContaining('"')]);
  const [heartbeatDetails] = first.heartbeats;
  const second = oneTry({ attempt: 2, heartbeatDetails });
  await expect(second.perform(stage.activities.watchActionsRun, watched)).rejects.toMatchObject(notYet);
  expect(second.heartbeats).toEqual([heartbeatDetails]);
  expect(stage.simulator.requests().at(-1)).toMatchObject({ operation: 'actions/get-workflow-run', status: 304 });

  stage.simulator.release('acme/core');
  await completion(stage, run);
  const third = oneTry({ attempt: 3, heartbeatDetails });
  expect(await third.perform(stage.activities.watchActionsRun, watched)).toMatchObject({
    report: {
      status: 'completed',
      conclusion: 'success',
      jobs: [{ name: 'build' }],
      artifacts: [{ name: 'core-v1.4.0.tar.gz' }],
    },
  });
});

test('a re-run by a person is seen although its status is the known one', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  const { watchActionsRun } = stage.activities;
  await expect(perform(watchActionsRun, watching(run, 'completed'))).rejects.toMatchObject({ type: 'NotYet' });
  stage.simulator.rerun(run.id);
  await completion(stage, run);
  expect(await perform(watchActionsRun, watching(run, 'completed'))).toMatchObject({
    report: { run: { id: run.id, attempt: 2 }, status: 'completed' },
  });
});

test('an actions run that is deleted while it is watched is gone', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  stage.simulator.deleteRun(run.id);
  const watched = watching(run, 'in_progress', { shownBy: 0 });
  expect(await perform(stage.activities.watchActionsRun, watched)).toEqual({ type: 'gone' });
});

test('an actions run that GitHub does not show yet is looked for again', async () => {
  const { activities } = await startStage();
  const watched = perform(activities.watchActionsRun, watching(NEVER_THERE, 'queued'));
  await expect(watched).rejects.toMatchObject({ type: 'NotYet', category: 'BENIGN' });
});

test('a proposed run that is not ours is told as such, once it changes', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  const watched = watching(run, 'queued', { identity: identity({ attempt: 2 }) });
  expect(await perform(stage.activities.watchActionsRun, watched)).toMatchObject({ type: 'not-ours' });
});

test('an outage says nothing of the actions run, and is tried again', async () => {
  await using server = await serve(always(502, {}, { message: 'Bad gateway' }));
  const { watchActionsRun } = await activitiesAt(server.url);
  await expect(perform(watchActionsRun, watching(NEVER_THERE, 'queued'))).rejects.toMatchObject({
    type: 'GitHubUnavailable',
    nonRetryable: false,
  });
});

test('polls become rare when little is left of the rate limit', async () => {
  const stage = await startStage(undefined, {
    rateLimit: 10,
    behaviours: [{ kind: 'hold', repository: 'acme/core' }],
  });
  const run = await startedBuild(stage);
  const pauses: number[] = [];
  for (let poll = 1; poll <= 9; poll += 1) {
    const failure = await perform(
      stage.activities.watchActionsRun,
      watching(run, 'in_progress', { interval: 1000 }),
    ).catch((error: unknown) => error);
    pauses.push((failure as { nextRetryDelay: number }).nextRetryDelay);
  }
  expect(pauses[0]).toBe(1000);
  expect(pauses.at(-1)).toBeGreaterThan(60_000);
});

test('what is left of the rate limit comes with the report', async () => {
  const stage = await startStage(undefined, { rateLimit: 100 });
  const run = await completedBuild(stage);
  const { watchActionsRun } = stage.activities;
  expect(await perform(watchActionsRun, watching(run, 'queued'))).toMatchObject({ budget: { limit: 100 } });
});
