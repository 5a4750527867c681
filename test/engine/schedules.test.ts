import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import { expect, inject, test } from 'vitest';
import { type DeclaredSchedule, scheduleChanges } from '../../src/domain/schedules/schedule-changes.ts';
import { changeSchedule, readSchedules } from '../../src/engine/schedules.ts';
import { startCascade, type TestCascade, temporalAddress } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';

const SMALL = chainOf([['app', []]], { name: 'scheduled' });

function nightly({ taskQueue }: TestCascade, differences: Partial<DeclaredSchedule> = {}): DeclaredSchedule {
  return {
    name: 'nightly',
    cron: '0 2 * * *',
    timeZone: 'UTC',
    overlap: 'skip',
    catchUp: 3_600_000,
    paused: false,
    start: { kind: 'nightly', input: { chain: 'scheduled' } },
    taskQueue,
    ...differences,
  };
}

/** Makes true what is declared, and answers what was done. */
async function apply({ client }: TestCascade, declared: readonly DeclaredSchedule[]) {
  const names = declared.map(({ name }) => name);
  const changes = scheduleChanges(declared, await readSchedules(client, 'scheduled', names));
  for (const change of changes) await changeSchedule(client, 'scheduled', change);
  return changes.map((change) => (change.type === 'change' ? change.differences : change.type));
}

test('schedules are made, changed and removed, those of others stay, and a scheduled nightly travels', async () => {
  const cascade = await startCascade(SMALL);
  const { client, taskQueue } = cascade;
  const foreign = await client.schedule.create({
    scheduleId: 'cascade/other/nightly',
    spec: { cronExpressions: ['0 4 * * *'] },
    action: { type: 'startWorkflow', workflowType: 'nightly', taskQueue, args: [{ chain: 'other' }] },
  });
  expect(await apply(cascade, [nightly(cascade)])).toEqual(['create']);
  expect(await apply(cascade, [nightly(cascade)])).toEqual(['keep']);
  const handle = client.schedule.getHandle('cascade/scheduled/nightly');
  expect((await handle.describe()).policies).toMatchObject({
    overlap: ScheduleOverlapPolicy.SKIP,
    catchupWindow: 3_600_000,
  });

  await handle.pause('somebody holds it');
  const changed = nightly(cascade, { cron: '30 3 * * *', timeZone: 'Europe/Vienna' });
  expect(await apply(cascade, [changed])).toEqual([
    ['cron: 0 2 * * * becomes 30 3 * * *', 'timeZone: UTC becomes Europe/Vienna', 'goes on'],
  ]);

  await handle.trigger();
  await expect.poll(async () => (await handle.describe()).info.recentActions.length, { timeout: 10_000 }).toBe(1);
  const [started] = (await handle.describe()).info.recentActions;
  const train = started?.action.workflow.workflowId ?? '';
  expect(train).toMatch(/^scheduled\/nightly\/nightly-\d{4}-/);
  expect(await client.workflow.getHandle(train).result()).toMatchObject({ state: 'succeeded', train });

  await expect.poll(async () => (await readSchedules(client, 'scheduled', [])).length, { timeout: 10_000 }).toBe(1);
  expect(await apply(cascade, [])).toEqual(['remove']);
  expect(await readSchedules(client, 'scheduled', ['nightly'])).toEqual([]);
  expect((await foreign.describe()).scheduleId).toBe('cascade/other/nightly');
});

test('what somebody changed in Temporal is seen and put right: the time, the input, and what becomes of overlaps', async () => {
  const cascade = await startCascade(SMALL);
  const declared = [nightly(cascade, { name: 'drifting', cron: '@daily' })];
  await apply(cascade, declared);
  expect(await apply(cascade, declared)).toEqual(['keep']);
  const handle = cascade.client.schedule.getHandle('cascade/scheduled/drifting');
  // Each keeps what Cascade noted with the schedule.
  const changes: readonly Parameters<typeof handle.update>[0][] = [
    (found) => ({ ...found, spec: { cronExpressions: ['0 5 * * *'], timezone: 'UTC' } }),
    (found) => ({ ...found, spec: { ...found.spec, jitter: '10 minutes' } }),
    (found) => ({ ...found, action: { ...found.action, args: [{ chain: 'another' }] } }),
    (found) => ({ ...found, policies: { ...found.policies, overlap: ScheduleOverlapPolicy.ALLOW_ALL } }),
  ];
  for (const change of changes) {
    await handle.update(change);
    expect(await apply(cascade, declared)).toEqual([['it was changed by somebody else']]);
    expect(await apply(cascade, declared)).toEqual(['keep']);
  }
  await handle.delete();
});

test("a schedule that somebody makes by hand with Temporal's command line starts trains", async () => {
  const cascade = await startCascade(SMALL);
  const temporal = (...args: readonly string[]) =>
    promisify(execFile)(inject('serverExecutable'), ['schedule', ...args, '--address', temporalAddress()]);
  const schedule = ['--schedule-id', 'by-hand'];
  await temporal(
    'create',
    ...schedule,
    ...['--cron', '0 2 * * *', '--type', 'nightly', '--task-queue', cascade.taskQueue],
    ...['--workflow-id', 'scheduled/nightly/by-hand', '--input', '{"chain":"scheduled"}'],
  );
  await temporal('trigger', ...schedule);
  const handle = cascade.client.schedule.getHandle('by-hand');
  await expect.poll(async () => (await handle.describe()).info.recentActions.length, { timeout: 10_000 }).toBe(1);
  const [started] = (await handle.describe()).info.recentActions;
  const train = started?.action.workflow.workflowId ?? '';
  expect(train).toMatch(/^scheduled\/nightly\/by-hand-\d{4}-\d\d-\d\dT/);
  expect(await cascade.client.workflow.getHandle(train).result()).toMatchObject({ state: 'succeeded' });
});
