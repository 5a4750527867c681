import { expect, test } from 'vitest';
import type { ActionsRunRef } from '../../src/domain/actions-run.ts';
import { completedBuild, CORE, identity, look, reported, startedBuild } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { startStage } from './support/stage.ts';

const NEVER_THERE: ActionsRunRef = { ...CORE, id: 999, attempt: 1, url: '' };

test('an actions run that GitHub does not show is looked for again', async () => {
  const { activities } = await startStage();
  await expect(perform(activities.readActionsRun, look(NEVER_THERE))).rejects.toMatchObject({
    type: 'NotYet',
    category: 'BENIGN',
    message: 'acme/core does not show actions run 999 yet',
  });
});

test('an actions run that GitHub shows late is there at a later look', async () => {
  const stage = await startStage(undefined, { lag: { run: 2 } });
  const run = await startedBuild(stage);
  const early = perform(stage.activities.readActionsRun, look(run));
  await expect(early).rejects.toMatchObject({ type: 'NotYet' });
  const late = () => perform(stage.activities.readActionsRun, look(run));
  await expect.poll(late, { timeout: 10_000 }).toMatchObject({ type: 'report', report: { run: { id: run.id } } });
});

test('an actions run that was to be shown by now and is not is gone', async () => {
  const { activities } = await startStage();
  expect(await perform(activities.readActionsRun, look(NEVER_THERE, { shownBy: 0 }))).toEqual({ type: 'gone' });
});

test('an actions run that somebody deleted is gone, and none of ours to judge', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  stage.simulator.deleteRun(run.id);
  expect(await perform(stage.activities.readActionsRun, look(run, { shownBy: Date.now() }))).toEqual({ type: 'gone' });
});

test('an actions run that somebody proposed and that is not ours is not reported, whatever it looks like', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  const ours = look(run, { identity: identity() });
  expect(reported(await perform(stage.activities.readActionsRun, ours)).run.id).toBe(run.id);
  const anothers = look(run, { identity: identity({ attempt: 2 }) });
  expect(await perform(stage.activities.readActionsRun, anothers)).toMatchObject({
    type: 'not-ours',
    why: expect.stringContaining('does not show') as string,
  });
});

test('an attempt that is older than the one that is known is what a replica remembers, and is looked at again', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  const looking = perform(stage.activities.readActionsRun, look({ ...run, attempt: 2 }));
  await expect(looking).rejects.toMatchObject({ type: 'NotYet', category: 'BENIGN' });
});

test('a run of a repository that was renamed meanwhile is reported by its name of today', async () => {
  const stage = await startStage();
  const run = await completedBuild(stage);
  stage.simulator.rename('acme/core', 'acme/kernel');
  const report = reported(await perform(stage.activities.readActionsRun, look(run)));
  expect(report.run).toMatchObject({ owner: 'acme', name: 'kernel', id: run.id });
  expect(report.artifacts).toMatchObject([{ name: 'core-v1.4.0.tar.gz' }]);
});
