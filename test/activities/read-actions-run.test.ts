import { expect, test } from 'vitest';
import { completedBuild, completion, look, reported, startedBuild } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { type Stage, startStage } from './support/stage.ts';

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
  const report = reported(await perform(stage.activities.readActionsRun, look(run)));
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
  await perform(stage.activities.readActionsRun, look(run, { evidence }));
  expect(evidenceAsked(stage)).toEqual(expected);
});

test('of a failure the jobs are always read, because they say what failed, and the artifacts never', async () => {
  const stage = await startStage(undefined, {
    behaviours: [{ kind: 'conclude', repository: 'acme/core', conclusion: 'failure' }],
  });
  const run = await completedBuild(stage);
  const evidence = { jobs: false, artifacts: true };
  const report = reported(await perform(stage.activities.readActionsRun, look(run, { evidence })));
  expect(report).toMatchObject({ conclusion: 'failure', jobs: [{ name: 'build', conclusion: 'failure' }] });
  expect(evidenceAsked(stage)).toEqual([JOBS]);
});

test('of an actions run that is not done nothing more is asked', async () => {
  const stage = await held();
  const run = await startedBuild(stage);
  const report = reported(await perform(stage.activities.readActionsRun, look(run)));
  expect(report).toMatchObject({ status: 'in_progress', conclusion: null, jobs: [], artifacts: [] });
  expect(evidenceAsked(stage)).toEqual([]);
});

test('a look follows a re-run: its attempt is the one that is reported', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  stage.simulator.rerun(run.id);
  await completion(stage, run);
  const report = reported(await perform(stage.activities.readActionsRun, look(run)));
  expect(report.run).toEqual({ ...run, attempt: 2, url: report.run.url });
});

test('of a run that waits for an approval the environments are told', async () => {
  const stage = await startStage(undefined, {
    behaviours: [{ kind: 'approval', repository: 'acme/core', environment: 'production' }],
  });
  const run = await startedBuild(stage);
  const report = reported(await perform(stage.activities.readActionsRun, look(run)));
  expect(report).toMatchObject({ status: 'waiting', environments: ['production'] });
});
