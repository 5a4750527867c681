import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LONG } from '../../support/long.ts';
import { look, makeManyFiles } from './folders.ts';
import { makeRunner, type RunningAction, type Runner } from './job.ts';
import { cleanStep, restoreInputs, restoreStep, saveInputs, saveStep } from './steps.ts';

const FILES = 400;

let runner: Runner;
let target: string;
let before: unknown;

beforeEach(async () => {
  runner = await makeRunner();
  target = join(runner.workspace, 'target');
  await makeManyFiles(target, FILES, 20_000);
  before = await look(target);
});
afterEach(() => runner.remove());

/** Kills an action once the state is there, or sees that it ended before. */
async function killAt(action: RunningAction, isThere: () => Promise<boolean>): Promise<'killed' | 'ended'> {
  const over = new AbortController();
  const end = action.ended.finally(() => {
    over.abort();
  });
  while (!over.signal.aborted && !(await isThere())) await setImmediate();
  action.kill();
  return (await end).code === null ? 'killed' : 'ended';
}

async function names(...path: readonly string[]): Promise<readonly string[]> {
  return readdir(join(...path)).catch(() => []);
}

/** How far the only entry that is being written, or removed, has come. */
async function incoming() {
  const home = join(runner.root, 'incoming');
  const [name] = await names(home);
  const parts = name === undefined ? [] : await names(home, name);
  const files = name === undefined ? [] : await names(home, name, 'files');
  return { begun: name !== undefined, manifest: parts.includes('manifest.json'), files: files.length };
}

async function entries(): Promise<number> {
  return (await names(runner.root, 'entries', 'trusted', 'acme+engine+target')).length;
}

const STATES: readonly (readonly [string, () => Promise<boolean>])[] = [
  ['in the middle', async () => (await incoming()).files > FILES / 2],
  ['at its manifest', async () => (await incoming()).manifest],
  ['when it was published', async () => (await entries()) > 0],
  ['before it began', async () => (await names(runner.root)).length > 0],
  ['when it began', async () => (await incoming()).begun],
  ['at the first file', async () => (await incoming()).files > 0],
  ['at the last file', async () => (await incoming()).files === FILES],
];

it.each(STATES.slice(0, LONG ? undefined : 3))(
  'leaves all or nothing of a save that is killed %s, and nothing hinders the next',
  async (state, isThere) => {
    const save = await runner.start('cache-save', saveInputs(await restoreStep(runner, { path: 'other' })));
    const how = await killAt(save, isThere);
    if (state === 'in the middle') expect(how).toBe('killed');
    await rm(target, { recursive: true });
    const published = await entries();
    const restored = await restoreStep(runner);
    expect(restored.outputs['hit']).toBe(published > 0 ? 'exact' : 'miss');
    if (published > 0) {
      expect(await look(target)).toEqual(before);
    } else {
      await makeManyFiles(target, FILES, 20_000);
      expect((await saveStep(runner, restored)).outputs).toMatchObject({ saved: 'true' });
    }
    await cleanStep(runner, {});
    expect(await names(runner.root, 'incoming')).toEqual([]);
  },
);

it.each([FILES / 2, 1, FILES].slice(0, LONG ? undefined : 1))(
  'lays out nothing where a restore is killed at file %i, and leaves the entry',
  async (file) => {
    await saveStep(runner, await restoreStep(runner, { path: 'other' }));
    await rm(target, { recursive: true });
    const restore = await runner.start('cache-restore', { ...restoreInputs() });
    const beside = async () =>
      (await names(runner.workspace)).find((name) => name.startsWith('.target.cascade-')) ?? '-';
    const how = await killAt(restore, async () => (await names(runner.workspace, await beside())).length >= file);
    if (file === FILES / 2) expect(how).toBe('killed');
    if (how === 'killed' && (await stat(target).catch(() => null)) !== null) expect(await look(target)).toEqual(before);
    await rm(target, { recursive: true, force: true });
    expect((await restoreStep(runner)).outputs).toMatchObject({ hit: 'exact' });
    expect(await look(target)).toEqual(before);
  },
);

it.each([FILES / 2, 0, 1].slice(0, LONG ? undefined : 1))(
  'leaves all or nothing of an entry where a clean-up is killed with %i files left',
  async (left) => {
    await saveStep(runner, await restoreStep(runner, { path: 'other' }));
    await makeOld();
    const clean = await runner.start('cache-clean', { budget: '1', free: '0', keep: '0', 'dry-run': 'false' });
    await killAt(clean, async () => {
      const { begun, files } = await incoming();
      return begun && files <= (left === 0 ? FILES : left);
    });
    await rm(target, { recursive: true });
    const there = await entries();
    const { outputs } = await restoreStep(runner);
    expect(outputs['hit']).toBe(there > 0 ? 'exact' : 'miss');
    await cleanStep(runner, {});
    expect(await names(runner.root, 'incoming')).toEqual([]);
  },
);

it('frees the lock of a job that was killed, and keeps it while the job lives', async () => {
  const restored = await restoreStep(runner, { path: 'other' });
  const first = await runner.start('cache-save', saveInputs(restored));
  await killAt(first, async () => (await incoming()).files > 0);
  expect((await saveStep(runner, restored)).outputs).toMatchObject({ saved: 'true' });
});

/** Two days pass for the only entry. */
async function makeOld(): Promise<void> {
  const group = join(runner.root, 'entries', 'trusted', 'acme+engine+target');
  const [entry = ''] = await names(group);
  const past = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  for (const name of ['used', 'manifest.json']) await utimes(join(group, entry, name), past, past);
}
