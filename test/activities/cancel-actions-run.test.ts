import { expect, test } from 'vitest';
import { CORE, completedBuild, startedBuild } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { startStage } from './support/stage.ts';

test('an actions run that is under way is cancelled', async () => {
  const stage = await startStage(undefined, { behaviours: [{ kind: 'hold', repository: 'acme/core' }] });
  const run = await startedBuild(stage);
  await perform(stage.activities.cancelActionsRun, run);
  await stage.simulator.when(() => stage.simulator.runs()[0]?.conclusion === 'cancelled');
});

test('one that has ended already keeps its conclusion', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  await perform(stage.activities.cancelActionsRun, run);
  expect(stage.simulator.runs()).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
});

test('one that was deleted needs no cancelling', async () => {
  const { activities, simulator } = await startStage();
  await perform(activities.cancelActionsRun, { ...CORE, id: 999, attempt: 1, url: '' });
  expect(simulator.requests()).toMatchObject([{ operation: 'actions/cancel-workflow-run', status: 404 }]);
});

test('where the token may not cancel, that is said', async () => {
  const { activities } = await startStage(undefined, { tokens: ['another-token'] });
  const cancelling = perform(activities.cancelActionsRun, { ...CORE, id: 7, attempt: 1, url: '' });
  await expect(cancelling).rejects.toMatchObject({ type: 'GitHubRefused', nonRetryable: true });
});
