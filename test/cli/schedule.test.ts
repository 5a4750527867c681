import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../engine/folders.ts';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { runCli } from '../support/run-cli.ts';

const LONG = 240_000;
const { client, server } = clientOfFile();

/** A chain with these schedules in a folder, and the command line in it, on the server of this file. */
async function scheduled(schedules: string) {
  const cwd = await temporaryFolder();
  const declare = (lines: string) =>
    writeFile(
      join(cwd, 'cascade.yml'),
      `chain: acme\nschedules: ${lines}\nrelease: { publish_in: engine }\nrepositories:\n  engine: { repository: acme/engine }\n`,
    );
  await declare(schedules);
  const env = { TEMPORAL_ADDRESS: server().address };
  return { declare, cascade: (...words: string[]) => runCli(['schedule', ...words], { cwd, env }) };
}

test(
  'schedules are shown before they are made, changed with what differs, and removed once they are gone',
  { timeout: LONG },
  async () => {
    const { declare, cascade } = await scheduled('[{ name: night }, { name: weekly, cron: "0 4 * * 1" }]');
    expect(await cascade('apply')).toEqual({
      status: 0,
      stdout: `\
would create night: a nightly at 0 2 * * * (UTC)
would create weekly: a nightly at 0 4 * * 1 (UTC)

Nothing was changed: --yes does it.
`,
      stderr: '',
    });
    expect((await cascade('apply', '--yes')).stdout).toBe(`\
created night: a nightly at 0 2 * * * (UTC)
created weekly: a nightly at 0 4 * * 1 (UTC)
`);
    expect((await cascade('apply')).stdout).toBe('Temporal has what cascade.yml declares.\n');
    const night = client().schedule.getHandle('cascade/acme/night');
    expect((await night.describe()).action).toMatchObject({ workflowType: 'nightly', taskQueue: 'cascade' });
    await expect
      .poll(async () => (await cascade('list')).stdout, { timeout: 30_000 })
      .toMatch(
        /^NAME +STARTS +AT +ZONE +NEXT\nnight +nightly +0 2 \* \* \* +UTC +\S+T02:00:00\.000Z\nweekly +nightly +0 4/,
      );

    await declare('[{ name: night, at: "03:30", paused: true }]');
    const changed = JSON.parse((await cascade('apply', '--yes', '--json')).stdout) as unknown;
    expect(changed).toMatchObject({
      applied: true,
      changes: [
        { type: 'change', differences: ['cron: 0 2 * * * becomes 30 3 * * *', 'is paused'] },
        { type: 'remove', name: 'weekly' },
      ],
    });
    expect((await night.describe()).state.paused).toBe(true);
  },
);

test(
  'a chain without schedules leaves alone those that others made, and takes away its own',
  { timeout: LONG },
  async () => {
    const { cascade } = await scheduled('[]');
    const others = client().schedule;
    await others.create({
      scheduleId: 'by-hand',
      spec: { cronExpressions: ['0 5 * * *'] },
      action: { type: 'startWorkflow', workflowType: 'nightly', taskQueue: 'cascade', args: [{ chain: 'acme' }] },
    });
    await others.create({
      scheduleId: 'cascade/acme/forgotten',
      spec: { cronExpressions: ['0 6 * * *'] },
      action: { type: 'startWorkflow', workflowType: 'nightly', taskQueue: 'cascade', args: [{ chain: 'acme' }] },
    });
    await expect
      .poll(async () => (await cascade('apply')).stdout, { timeout: 30_000 })
      .toContain('would remove forgotten, which cascade.yml does not declare\n');
    expect((await cascade('apply', '--yes')).stdout).toContain('removed forgotten');
    expect((await others.getHandle('by-hand').describe()).scheduleId).toBe('by-hand');
    await expect(others.getHandle('cascade/acme/forgotten').describe()).rejects.toThrow();
  },
);

test('what is wrong with a schedule is said with its place, and Temporal is not asked', async () => {
  const { cascade } = await scheduled('[{ name: night, at: "26:00" }]');
  const { status, stdout, stderr } = await cascade('apply', '--yes');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/cascade\.yml:2:\d+: .*must be a time of the day such as 02:00/);
});
