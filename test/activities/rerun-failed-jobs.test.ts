import { expect, test } from 'vitest';
import { always, choosing, serve } from '../github/support/loopback.ts';
import { TOKEN } from '../github/support/simulated.ts';
import { octokitFor } from '../simulator/started.ts';
import { completedBuild, completion } from './support/builds.ts';
import { losingAnswers } from './support/losing-answers.ts';
import { oneTry, perform } from './support/one-try.ts';
import { activitiesAt, asked, type Stage, startStage } from './support/stage.ts';

const RERUN = 'actions/re-run-workflow-failed-jobs';

const failing = (times = Infinity): Promise<Stage> =>
  startStage(undefined, { behaviours: [{ kind: 'conclude', repository: 'acme/core', conclusion: 'failure', times }] });

test('the failed jobs of a run are run again under the same id, as its next attempt', async () => {
  const stage = await failing(1);
  const run = await completedBuild(stage);
  expect(await perform(stage.activities.rerunFailedJobs, run)).toEqual({ ...run, attempt: 2 });
  expect(stage.simulator.runs()).toMatchObject([{ id: run.id, attempt: 2 }]);
});

test('what somebody has run again already is not run once more', async () => {
  const stage = await failing();
  const run = await completedBuild(stage);
  stage.simulator.rerun(run.id);
  expect(await perform(stage.activities.rerunFailedJobs, run)).toEqual({ ...run, attempt: 2 });
  expect(asked(stage, RERUN)).toBe(0);
});

test('a lost answer is no second re-run: the next try sees the attempt that the first one made', async () => {
  const stage = await failing();
  const run = await completedBuild(stage);
  const url = await losingAnswers(stage.simulator.url, { method: 'POST', path: /rerun-failed-jobs$/ });
  const lossy = await activitiesAt(url);
  await expect(perform(lossy.rerunFailedJobs, run)).rejects.toMatchObject({ type: 'GitHubUnavailable' });
  expect(await perform(lossy.rerunFailedJobs, run)).toEqual({ ...run, attempt: 2 });
  expect(asked(stage, RERUN)).toBe(1);
});

test('where GitHub refuses because somebody was quicker, his attempt is taken', async () => {
  const stage = await failing(1);
  const run = await completedBuild(stage);
  const held = stage.simulator.hold({
    method: 'POST',
    pathTemplate: '/repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs',
    repository: 'acme/core',
    occurrence: 1,
  });
  const rerunning = perform(stage.activities.rerunFailedJobs, run);
  await held.reached;
  stage.simulator.rerun(run.id);
  await completion(stage, run);
  await held.release();
  expect(await rerunning).toEqual({ ...run, attempt: 2 });
  expect(stage.simulator.runs()).toMatchObject([{ attempt: 2, conclusion: 'success' }]);
});

test('where GitHub will not run it again there is no next attempt', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  expect(await perform(stage.activities.rerunFailedJobs, run)).toBeNull();
});

test('what was deleted can not be run again, and is not tried', async () => {
  const stage = await failing();
  const run = await completedBuild(stage);
  stage.simulator.deleteRun(run.id);
  expect(await perform(stage.activities.rerunFailedJobs, run)).toBeNull();
  expect(asked(stage, RERUN)).toBe(0);
});

test('as long as the next attempt does not show, it is looked for again', async () => {
  const stage = await failing();
  const run = await completedBuild(stage);
  const { data } = await octokitFor(stage.simulator, TOKEN).actions.getWorkflowRun({
    owner: 'acme',
    repo: 'core',
    run_id: run.id,
  });
  await using server = await serve(
    choosing(({ method }) => (method === 'POST' ? always(201, {}, {}) : always(200, {}, data))),
  );
  const { rerunFailedJobs } = await activitiesAt(server.url);
  await expect(perform(rerunFailedJobs, run)).rejects.toMatchObject({ type: 'NotYet', category: 'BENIGN' });
  expect(server.received.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test.each([200, 404])(
  'what GitHub has accepted is not asked for again, whatever an old replica answers: %d',
  async (status) => {
    const stage = await failing();
    const run = await completedBuild(stage);
    const place = { owner: 'acme', repo: 'core', run_id: run.id };
    const { data } = await octokitFor(stage.simulator, TOKEN).actions.getWorkflowRun(place);
    let shown = 200;
    await using server = await serve(
      choosing(({ method }) =>
        method === 'POST' ? always(201, {}, {}) : always(shown, {}, shown === 200 ? data : {}),
      ),
    );
    const { rerunFailedJobs } = await activitiesAt(server.url);
    const first = oneTry();
    await expect(first.perform(rerunFailedJobs, run)).rejects.toMatchObject({ type: 'NotYet' });
    shown = status;
    const second = oneTry({ attempt: 2, heartbeatDetails: first.heartbeats.at(-1) });
    await expect(second.perform(rerunFailedJobs, run)).rejects.toMatchObject({ type: 'NotYet' });
    expect(server.received.filter(({ method }) => method === 'POST')).toHaveLength(1);
  },
);
