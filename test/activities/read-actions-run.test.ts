import { expect, test } from 'vitest';
import { serve, always } from '../github/support/loopback.ts';
import { completedBuild, completion, startedBuild } from './support/builds.ts';
import { oneTry, perform } from './support/one-try.ts';
import { activitiesAt, type Stage, startStage } from './support/stage.ts';

const EVERYTHING = { jobs: true, artifacts: true };
const NOTHING = { jobs: false, artifacts: false };
const JOBS = 'actions/list-jobs-for-workflow-run-attempt';
const ARTIFACTS = 'actions/list-workflow-run-artifacts';

/** What was asked beyond the actions run itself. */
const evidenceAsked = ({ simulator }: Stage) =>
  simulator.requests().flatMap(({ operation }) => ([JOBS, ARTIFACTS].includes(operation) ? [operation] : []));

const held = () => startStage(undefined, { behaviours: [{ kind: 'hold', repository: 'acme/core' }] });

test('a look at a completed actions run shows its outcome, its jobs and its artifacts', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  const report = await perform(stage.activities.readActionsRun, run, EVERYTHING);
  expect(report).toMatchObject({
    run,
    status: 'completed',
    conclusion: 'success',
    headCommit: stage.simulator.runs()[0]?.headSha,
    workflow: 'build.yml',
    jobs: [{ name: 'build', conclusion: 'success' }],
    artifacts: [{ name: 'core-v1.4.0.tar.gz', expired: false }],
  });
});

test.each([
  [NOTHING, []],
  [{ jobs: true, artifacts: false }, [JOBS]],
  [{ jobs: false, artifacts: true }, [ARTIFACTS]],
])('of a success only what will be judged is asked for: %j', async (evidence, expected) => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  await perform(stage.activities.readActionsRun, run, evidence);
  expect(evidenceAsked(stage)).toEqual(expected);
});

test('of a failure the jobs are always read, because they say what failed, and the artifacts never', async () => {
  const stage = await startStage(undefined, {
    behaviours: [{ kind: 'conclude', repository: 'acme/core', conclusion: 'failure' }],
  });
  const run = await completedBuild(stage);
  const report = await perform(stage.activities.readActionsRun, run, { jobs: false, artifacts: true });
  expect(report).toMatchObject({ conclusion: 'failure', jobs: [{ name: 'build', conclusion: 'failure' }] });
  expect(evidenceAsked(stage)).toEqual([JOBS]);
});

test('of an actions run that is not done nothing more is asked', async () => {
  const stage = await held();
  const run = await startedBuild(stage);
  const report = await perform(stage.activities.readActionsRun, run, EVERYTHING);
  expect(report).toMatchObject({ status: 'in_progress', conclusion: null, jobs: [], artifacts: [] });
  expect(evidenceAsked(stage)).toEqual([]);
});

test('a look follows a re-run: its attempt is the one that is reported', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  stage.simulator.rerun(run.id);
  await completion(stage, run);
  const report = await perform(stage.activities.readActionsRun, run, EVERYTHING);
  expect(report.run).toEqual({ ...run, attempt: 2, url: report.run.url });
});

test('an actions run that GitHub does not show is looked for again', async () => {
  const { activities } = await startStage();
  const ref = { owner: 'acme', name: 'core', id: 999, attempt: 1, url: '' };
  const missing = {
    type: 'NotYet',
    category: 'BENIGN',
    message: expect.stringContaining('no actions run 999') as string,
  };
  await expect(perform(activities.readActionsRun, ref, EVERYTHING)).rejects.toMatchObject(missing);
  await expect(perform(activities.watchActionsRun, ref, EVERYTHING, 'queued')).rejects.toMatchObject(missing);
});

test('an unchanged actions run costs no rate limit, because the ETag goes from try to try', async () => {
  const stage = await held();
  const run = await startedBuild(stage);
  const watched = [run, EVERYTHING, 'in_progress'] as const;
  const notYet = { type: 'NotYet', category: 'BENIGN', nonRetryable: false };

  const first = oneTry();
  await expect(first.perform(stage.activities.watchActionsRun, ...watched)).rejects.toMatchObject(notYet);
  expect(first.heartbeats).toEqual([expect.stringContaining('"')]);
  const [heartbeatDetails] = first.heartbeats;
  const second = oneTry({ attempt: 2, heartbeatDetails });
  await expect(second.perform(stage.activities.watchActionsRun, ...watched)).rejects.toMatchObject(notYet);
  expect(second.heartbeats).toEqual([heartbeatDetails]);
  expect(stage.simulator.requests().at(-1)).toMatchObject({ operation: 'actions/get-workflow-run', status: 304 });

  stage.simulator.release('acme/core');
  await completion(stage, run);
  const third = oneTry({ attempt: 3, heartbeatDetails });
  expect(await third.perform(stage.activities.watchActionsRun, ...watched)).toMatchObject({
    status: 'completed',
    conclusion: 'success',
    jobs: [{ name: 'build' }],
    artifacts: [{ name: 'core-v1.4.0.tar.gz' }],
  });
});

test('an outage says nothing of the actions run, and is tried again', async () => {
  await using server = await serve(always(502, {}, { message: 'Bad gateway' }));
  const { watchActionsRun } = await activitiesAt(server.url);
  const ref = { owner: 'acme', name: 'core', id: 7, attempt: 1, url: '' };
  const watching = perform(watchActionsRun, ref, EVERYTHING, 'queued');
  await expect(watching).rejects.toMatchObject({ type: 'GitHubUnavailable', nonRetryable: false });
});
