import { readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { LONG } from '../../support/long.ts';
import { look, makeManyFiles } from './folders.ts';
import type { RunningAction } from './job.ts';
import { runnerOfTest } from './runner-of-test.ts';
import { cleanStep, restoreInputs, restoreStep, saveInputs, saveStep } from './steps.ts';

const FILES = 300;

/** So many that removing them takes a while. */
const MANY = 1000;

const runner = runnerOfTest();
let before: unknown;

beforeEach(async () => {
  await makeManyFiles(runner.target, FILES, 20_000);
  before = await look(runner.target);
});

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
  return { begun: name !== undefined, manifest: parts.includes('manifest.jsonl'), files: files.length };
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

it.each(STATES)(
  'leaves all or nothing of a save that is killed %s, and nothing hinders the next',
  async (state, isThere) => {
    const save = await runner.start('cache-save', saveInputs(await restoreStep(runner, { path: 'other' })));
    const how = await killAt(save, isThere);
    if (state === 'in the middle') expect(how).toBe('killed');
    await rm(runner.target, { recursive: true });
    const published = await entries();
    const restored = await restoreStep(runner);
    expect(restored.outputs['hit']).toBe(published > 0 ? 'exact' : 'miss');
    if (published > 0) {
      expect(await look(runner.target)).toEqual(before);
    } else {
      await makeManyFiles(runner.target, FILES, 20_000);
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
    await rm(runner.target, { recursive: true });
    const restore = await runner.start('cache-restore', { ...restoreInputs() });
    const beside = async () =>
      (await names(runner.workspace)).find((name) => name.startsWith('.target.cascade-')) ?? '-';
    const how = await killAt(restore, async () => (await names(runner.workspace, await beside())).length >= file);
    if (file === FILES / 2) expect(how).toBe('killed');
    if (how === 'killed' && (await stat(runner.target).catch(() => null)) !== null)
      expect(await look(runner.target)).toEqual(before);
    await rm(runner.target, { recursive: true, force: true });
    expect((await restoreStep(runner)).outputs).toMatchObject({ hit: 'exact' });
    expect(await look(runner.target)).toEqual(before);
  },
);

it.each([MANY / 2, MANY, 1].slice(0, LONG ? undefined : 1))(
  'leaves nothing that could be restored where a clean-up is killed with %i files left',
  async (left) => {
    await saveStep(runner, await restoreStep(runner, { path: 'other' }));
    await makeManyFiles(join(await makeOld(), 'files'), MANY, 4);
    const clean = await runner.start('cache-clean', { budget: '1', free: '0', keep: '0', 'dry-run': 'false' });
    const how = await killAt(clean, async () => {
      const { begun, files } = await incoming();
      return begun && files <= left;
    });
    if (left === MANY / 2) expect(how).toBe('killed');
    await rm(runner.target, { recursive: true });
    expect(await entries()).toBe(0);
    expect((await restoreStep(runner)).outputs).toMatchObject({ hit: 'miss' });
    await cleanStep(runner, {});
    expect(await names(runner.root, 'incoming')).toEqual([]);
  },
);

it('frees the lock of a job that was killed, and keeps it while the job lives', async () => {
  const restored = await restoreStep(runner, { path: 'other' });
  // It comes first and takes a while.
  const library = join(runner.target, 'library');
  await writeFile(library, '');
  await truncate(library, 200 * 2 ** 20);
  const first = await runner.start('cache-save', saveInputs(restored));
  while (!(await incoming()).begun) await setImmediate();
  // It lives, and does nothing: clean-up leaves what it has begun.
  process.kill(first.pid, 'SIGSTOP');
  expect((await cleanStep(runner, {})).code).toBe(0);
  expect((await incoming()).begun).toBe(true);
  first.kill();
  expect((await first.ended).code).toBeNull();
  await rm(library);
  expect((await saveStep(runner, restored)).outputs).toMatchObject({ saved: 'true' });
  await cleanStep(runner, {});
  expect((await incoming()).begun).toBe(false);
});

/** Two days pass for the only entry; returns it. */
async function makeOld(): Promise<string> {
  const group = join(runner.root, 'entries', 'trusted', 'acme+engine+target');
  const entry = join(group, ...(await names(group)));
  const past = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  for (const name of ['used', 'manifest.jsonl']) await utimes(join(entry, name), past, past);
  return entry;
}
