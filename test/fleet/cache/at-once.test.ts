import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { look, makeTarget } from './folders.ts';
import { runnerOfTest } from './runner-of-test.ts';
import { cleanStep, restoreStep, saveStep } from './steps.ts';

const JOBS = Array.from({ length: 8 }, (_, index) => `job-${index}`);

const runner = runnerOfTest();

it('lets eight jobs save and restore one key at once: one entry comes of it, and all have what was saved', async () => {
  const restored = await Promise.all(JOBS.map((job) => restoreStep(runner, { path: job })));
  expect(restored.map(({ outputs }) => outputs['hit'])).toEqual(JOBS.map(() => 'miss'));
  for (const job of JOBS) await makeTarget(join(runner.workspace, job), 'one');
  const saved = await Promise.all(restored.map((each, index) => saveStep(runner, each, { path: JOBS[index] ?? '' })));
  const savers = JOBS.filter((_, index) => saved[index]?.outputs['saved'] === 'true');
  expect(savers).toHaveLength(1);

  const before = await look(join(runner.workspace, ...savers));
  for (const job of JOBS) await rm(join(runner.workspace, job), { recursive: true });
  const again = await Promise.all(JOBS.map((job) => restoreStep(runner, { path: job })));
  expect(again.map(({ outputs }) => outputs['hit'])).toEqual(JOBS.map(() => 'exact'));
  for (const job of JOBS) expect(await look(join(runner.workspace, job))).toEqual(before);
  expect(await readdir(join(runner.root, 'incoming'))).toEqual([]);
});

it('lets eight jobs save different keys at once, and each finds its own', async () => {
  const lockOf = (job: string) => ({ locks: `${job}.lock`, path: job });
  const build = async (job: string) => {
    await writeFile(join(runner.workspace, `${job}.lock`), job);
    const restored = await restoreStep(runner, lockOf(job));
    await makeTarget(join(runner.workspace, job), job);
    const before = await look(join(runner.workspace, job));
    const saved = await saveStep(runner, restored, { path: job });
    expect(saved.outputs).toMatchObject({ saved: 'true' });
    return before;
  };
  const before = await Promise.all(JOBS.map(build));
  for (const job of JOBS) await rm(join(runner.workspace, job), { recursive: true });
  const again = await Promise.all(JOBS.map((job) => restoreStep(runner, lockOf(job))));
  expect(again.map(({ outputs }) => outputs['hit'])).toEqual(JOBS.map(() => 'exact'));
  expect(await Promise.all(JOBS.map((job) => look(join(runner.workspace, job))))).toEqual(before);
});

it('lets jobs restore and save beside clean-ups that want all of it: each has all of an entry or none', async () => {
  const jobs = JOBS.slice(0, 4);
  const lockOf = (job: string) => ({ locks: `${job}.lock`, path: job });
  const looks = new Map<string, unknown>();
  for (const job of jobs) {
    await writeFile(join(runner.workspace, `${job}.lock`), job);
    await saveNew(job);
    looks.set(job, await look(join(runner.workspace, job)));
    await rm(join(runner.workspace, job), { recursive: true });
  }
  await makeOld();
  const cleaning = [0, 1, 2].map(() => cleanStep(runner, { budget: '1', keep: '0' }));
  const restored = await Promise.all(jobs.map((job) => restoreStep(runner, { ...lockOf(job), toolchain: job })));
  for (const [index, { outputs }] of restored.entries()) {
    const job = jobs[index] ?? '';
    if (outputs['hit'] === 'exact') expect(await look(join(runner.workspace, job))).toEqual(looks.get(job));
    else expect(outputs).toMatchObject({ hit: 'miss', reason: 'There is no entry that fits.' });
  }
  const again = [cleanStep(runner, { budget: '1', keep: '0' }), ...cleaning];
  await Promise.all(JOBS.slice(4).map(saveNew));
  for (const { outputs } of await Promise.all(again)) expect(outputs['report']).toMatch(/"troubles":\[\]/);
  expect(await readdir(join(runner.root, 'damaged'))).toEqual([]);

  async function saveNew(job: string): Promise<void> {
    await writeFile(join(runner.workspace, `${job}.lock`), job);
    // Of a family of its own.
    const inputs = { ...lockOf(job), toolchain: job };
    const missed = await restoreStep(runner, inputs);
    await makeTarget(join(runner.workspace, job), job);
    expect((await saveStep(runner, missed, { path: job })).outputs).toMatchObject({ saved: 'true' });
  }
});

/** Two days pass for all entries. */
async function makeOld(): Promise<void> {
  const group = join(runner.root, 'entries', 'trusted', 'acme+engine+target');
  const past = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  for (const entry of await readdir(group)) {
    for (const name of ['used', 'manifest.jsonl']) await utimes(join(group, entry, name), past, past);
  }
}
