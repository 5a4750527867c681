import { expect, test } from 'vitest';
import { completedBuild, completion, look, reported, startedBuild } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { asked, startStage } from './support/stage.ts';

const JOBS = 'actions/list-jobs-for-workflow-run-attempt';
const ARTIFACTS = 'actions/list-workflow-run-artifacts';

test('after a webhook the evidence is asked for once, and the report is that of an ordinary look', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  const report = reported(await perform(stage.activities.readActionsRun, look(run), 1));
  expect([asked(stage, JOBS), asked(stage, ARTIFACTS)]).toEqual([1, 1]);
  expect(report).toEqual(reported(await perform(stage.activities.readActionsRun, look(run))));
});

test('after a webhook, too, only what will be judged is asked for', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  await perform(stage.activities.readActionsRun, look(run, { evidence: { jobs: false, artifacts: false } }), 1);
  expect([asked(stage, JOBS), asked(stage, ARTIFACTS)]).toEqual([0, 0]);
});

test('a webhook about an attempt that was overtaken by a re-run says nothing of the re-run', async () => {
  const stage = await startStage(undefined, {
    behaviours: [{ kind: 'conclude', repository: 'acme/core', conclusion: 'failure', times: 1 }],
  });
  const run = await completedBuild(stage);
  stage.simulator.rerun(run.id);
  await completion(stage, run);
  expect(reported(await perform(stage.activities.readActionsRun, look(run), 1))).toMatchObject({
    run: { attempt: 2 },
    conclusion: 'success',
    jobs: [{ name: 'build', conclusion: 'success' }],
  });
});

test('a webhook is not believed: an actions run that is not done is reported as it is', async () => {
  const stage = await startStage(undefined, { behaviours: [{ kind: 'hold', repository: 'acme/core' }] });
  const run = await startedBuild(stage);
  const report = reported(await perform(stage.activities.readActionsRun, look(run), 1));
  expect(report).toMatchObject({ status: 'in_progress', conclusion: null, jobs: [], artifacts: [] });
});
