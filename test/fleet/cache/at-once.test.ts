import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { look, makeTarget } from './folders.ts';
import { makeRunner, type Runner } from './job.ts';
import { restoreStep, saveStep } from './steps.ts';

const JOBS = Array.from({ length: 8 }, (_, index) => `job-${index}`);

let runner: Runner;

beforeEach(async () => {
  runner = await makeRunner();
});
afterEach(() => runner.remove());

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
