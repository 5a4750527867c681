import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { look, makeTarget } from './folders.ts';
import { PUSH } from './job.ts';
import { runnerOfTest } from './runner-of-test.ts';
import { restoreStep, saveStep } from './steps.ts';

const HOUR = 60 * 60 * 1000;

const runner = runnerOfTest();

/** A job that builds, by a clock that runs ahead by so many milliseconds. */
async function build(ahead: number): Promise<void> {
  const restored = await restoreStep(runner);
  await makeTarget(runner.target, 'one');
  const times = new Date(Date.now() + ahead);
  for (const name of ['debug/deps/engine-1f', 'debug/empty', 'debug'])
    await utimes(join(runner.target, name), times, times);
  await saveStep(runner, restored);
  await rm(runner.target, { recursive: true });
}

async function timeOf(name: string): Promise<number> {
  return (await stat(join(runner.target, name))).mtimeMs;
}

it('lays out what a clock that ran ahead has built as older than this job, in the same order', async () => {
  await build(HOUR);
  const began = Date.now();
  expect((await restoreStep(runner)).outputs).toMatchObject({ hit: 'exact' });
  for (const name of ['debug/deps/engine-1f', 'debug/empty', 'debug']) expect(await timeOf(name)).toBeLessThan(began);
  expect(await timeOf('debug/deps/libcore.rlib')).toBeLessThan(await timeOf('debug/empty'));
});

it('lays out what another job saved between checkout and restore as older than the checkout', async () => {
  const began = new Date();
  await writeFile(join(runner.workspace, 'lib.rs'), 'changed');
  await build(0);
  expect((await restoreStep(runner, {}, { ...PUSH, began })).outputs).toMatchObject({ hit: 'exact' });
  const { mtimeMs: source } = await stat(join(runner.workspace, 'lib.rs'));
  expect(await timeOf('debug/deps/engine-1f')).toBeLessThan(source);
});

it('leaves the times of what was built before this job as they were', async () => {
  await build(-HOUR);
  const restored = await restoreStep(runner);
  const before = await look(runner.target);
  await rm(runner.target, { recursive: true });
  await restoreStep(runner);
  expect(restored.outputs).toMatchObject({ hit: 'exact' });
  expect(await look(runner.target)).toEqual(before);
  expect(await timeOf('debug/deps/libcore.rlib')).toBeCloseTo(Date.parse('2026-01-02T03:04:05.678Z'), 1);
});

it('removes what a restore that was killed left beside the folder', async () => {
  await build(-HOUR);
  const left = join(runner.workspace, '.target.cascade-00000000-0000-4000-8000-000000000000');
  await mkdir(join(left, 'debug'), { recursive: true });
  await mkdir(join(runner.workspace, '.target.own'));
  await restoreStep(runner);
  expect((await readdir(runner.workspace)).sort()).toEqual(['.target.own', 'Cargo.lock', 'target']);
});
