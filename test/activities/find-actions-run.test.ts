import { expect, test } from 'vitest';
import type { FindInput } from '../../src/activities/find-actions-run.ts';
import { formatMarker } from '../../src/domain/marker.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { always, serve } from '../github/support/loopback.ts';
import { CORE, identity, startedBuild, startInput } from './support/builds.ts';
import { losingAnswers } from './support/losing-answers.ts';
import { perform } from './support/one-try.ts';
import { activitiesAt, startStage } from './support/stage.ts';

const MINUTE = 60_000;

/** A search that may end with nothing at once; a test says what it looks for and how long. */
const search = (differences: Partial<FindInput> = {}): FindInput => ({
  repository: CORE,
  identity: identity(),
  since: Date.now() - MINUTE,
  until: Date.now(),
  turn: null,
  ...differences,
});

test('the actions run of a dispatch whose answer was lost is found by its marker', async () => {
  const { simulator, activities } = await startStage();
  const url = await losingAnswers(simulator.url, { method: 'POST', path: /\/dispatches$/ });
  await perform((await activitiesAt(url)).startActionsRun, startInput());
  const [run] = simulator.runs();
  const found = await perform(activities.findActionsRun, search());
  expect(found).toMatchObject({ type: 'found', run: { ...CORE, id: run?.id, attempt: 1 }, surplus: [], others: [] });
});

test('of two actions runs of one attempt the earliest is the build, and the other is named', async () => {
  const stage = await startStage();
  const first = await startedBuild(stage);
  const second = await startedBuild(stage);
  const found = await perform(stage.activities.findActionsRun, search());
  expect(found).toMatchObject({ type: 'found', run: first, surplus: [{ run: second, because: 'surplus' }] });
});

test('the runs of other attempts, executions and trains are not taken', async () => {
  const stage = await startStage();
  await startedBuild(stage, { attempt: 2 });
  await startedBuild(stage, { digest: 'ffffffff' });
  await startedBuild(stage, { train: 'acme/release/v1.4.1' });
  expect(await perform(stage.activities.findActionsRun, search())).toEqual({ type: 'none' });
});

test.each([
  ['somebody else dispatched', { actor: 'a-person' }],
  ['is of another event', { event: 'repository_dispatch' }],
  ['is of another actions workflow', { workflow: 'deploy.yml' }],
  ['runs on another branch', { branch: 'develop' }],
] as const)('a run with our marker that %s is not taken', async (_, difference) => {
  const stage = await startStage();
  await startedBuild(stage);
  const ours = { ...identity(), ...difference };
  expect(await perform(stage.activities.findActionsRun, search({ identity: ours }))).toEqual({ type: 'none' });
});

test('a run of a fork that carries our marker is not taken', async () => {
  const stage = await startStage();
  stage.simulator.forkRun('acme/core', '.github/workflows/build.yml', {
    title: formatMarker(identity().marker),
    event: 'workflow_dispatch',
    login: 'cascade-bot',
  });
  expect(await perform(stage.activities.findActionsRun, search())).toEqual({ type: 'none' });
});

test('a run that is older than the train is not looked at', async () => {
  const stage = await startStage();
  await startedBuild(stage);
  const later = search({ since: Date.now() + MINUTE });
  expect(await perform(stage.activities.findActionsRun, later)).toEqual({ type: 'none' });
});

test('finding none counts for nothing before its time: the engine looks again after the interval', async () => {
  const { activities } = await startStage();
  const searching = perform(activities.findActionsRun, search({ until: Date.now() + 10 * MINUTE }));
  await expect(searching).rejects.toMatchObject({
    type: 'NotYet',
    category: 'BENIGN',
    nonRetryable: false,
    nextRetryDelay: DEFAULT_TIMINGS.findInterval,
  });
});

test('the last look comes when its time has come, not an interval later', async () => {
  const { simulator } = await startStage();
  const { findActionsRun } = await activitiesAt(simulator.url, {
    timings: { ...DEFAULT_TIMINGS, findInterval: 60 * MINUTE },
  });
  const searching = perform(findActionsRun, search({ until: Date.now() + 10 * MINUTE }));
  const failure = (await searching.catch((error: unknown) => error)) as { nextRetryDelay: number };
  expect(failure.nextRetryDelay).toBeLessThanOrEqual(10 * MINUTE);
});

test.each([
  ['a 502', () => serve(always(502, {}, { message: 'Bad gateway' }))],
  ['a list that is cut off', () => serve(always(200, {}, '{"total_count":0,"workflow_ru'))],
  ['a reset', () => serve((request) => request.socket.resetAndDestroy())],
])('%s is never taken for an empty list, however late it is', async (_, start) => {
  await using server = await start();
  const { findActionsRun } = await activitiesAt(server.url);
  const searching = perform(findActionsRun, search({ until: 0 }));
  await expect(searching).rejects.toMatchObject({ type: 'GitHubUnavailable', nonRetryable: false });
});
