import { execFile } from 'node:child_process';
import { link, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { look, makeManyFiles, makeTarget } from './folders.ts';
import { makeRunner } from './job.ts';
import { runnerOfTest } from './runner-of-test.ts';
import { cleanStep, defaults, restoreStep, saveStep } from './steps.ts';

const run = promisify(execFile);

const runner = runnerOfTest();
let disk: string;
const mounts = await canMount();
const NO_MOUNT = 'a small disk needs the right to mount one, which only root has, and not in every container';

beforeEach(async () => {
  disk = join(dirname(runner.root), 'disk');
  await mkdir(disk);
});
afterEach(async () => {
  await run('umount', [disk]).catch(() => undefined);
});

async function canMount(): Promise<boolean> {
  const probe = await makeRunner();
  try {
    await run('mount', ['-t', 'tmpfs', 'none', probe.workspace]);
    await run('umount', [probe.workspace]);
    return true;
  } catch {
    return false;
  } finally {
    await probe.remove();
  }
}

/** Makes it seem saved and used then, where it hasn't been aged before. */
async function age(entry: string, then: Date): Promise<void> {
  const { mtimeMs } = await stat(join(entry, 'used'));
  if (Date.now() - mtimeMs > 60_000) return;
  for (const name of ['used', 'manifest.jsonl']) await utimes(join(entry, name), then, then);
}

async function byAge(entries: string): Promise<readonly string[]> {
  const names = await readdir(entries);
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (await stat(join(entries, name, 'used'))).mtimeMs);
  return names.toSorted((one, other) => (times.get(one) ?? 0) - (times.get(other) ?? 0));
}

async function mountDisk(size: string): Promise<string> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'none', disk]);
  return join(disk, 'cache');
}

it('restores from a cache on another file system', async ({ skip }) => {
  skip(!mounts, NO_MOUNT);
  const root = await mountDisk('64m');
  const target = join(runner.workspace, 'target');
  const restored = await restoreStep(runner, { root });
  await makeTarget(target, 'one');
  const before = await look(target);
  expect((await saveStep(runner, restored, { root })).outputs).toMatchObject({ saved: 'true' });
  await rm(target, { recursive: true });
  expect((await restoreStep(runner, { root })).outputs).toMatchObject({ hit: 'exact' });
  expect(await look(target)).toEqual(before);
});

it('saves nothing that does not fit, and says so', async ({ skip }) => {
  skip(!mounts, NO_MOUNT);
  const root = await mountDisk('2m');
  const restored = await restoreStep(runner, { root });
  await makeManyFiles(join(runner.workspace, 'target'), 40, 100_000);
  const { code, outputs } = await saveStep(runner, restored, { root });
  expect({ code, ...outputs }).toMatchObject({
    code: 0,
    saved: 'false',
    reason: expect.stringContaining('too little free') as unknown,
  });
});

it('leaves nothing where the disk is full before the end, and the build goes on', async ({ skip }) => {
  skip(!mounts, NO_MOUNT);
  // The bytes fit, the blocks that a file system counts in don't.
  const root = await mountDisk('2m');
  const restored = await restoreStep(runner, { root });
  await makeManyFiles(join(runner.workspace, 'target'), 600, 500);
  const { code, outputs, log } = await saveStep(runner, restored, { root });
  expect({ code, saved: outputs['saved'] }).toEqual({ code: 0, saved: 'false' });
  expect(log).toContain('ENOSPC');
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
  expect((await restoreStep(runner, { root, path: 'other' })).outputs).toMatchObject({ hit: 'miss' });
});

it('lays out nothing where the workspace is full, and the build goes on', async ({ skip }) => {
  skip(!mounts, NO_MOUNT);
  const restored = await restoreStep(runner);
  await makeManyFiles(join(runner.workspace, 'target'), 40, 100_000);
  await saveStep(runner, restored);
  await mountDisk('1m');
  const { code, outputs } = await restoreStep(runner, { path: join(disk, 'target') });
  expect({ code, hit: outputs['hit'], reason: outputs['reason'] }).toEqual({
    code: 0,
    hit: 'off',
    reason: expect.stringContaining('ENOSPC') as unknown,
  });
  expect(await readdir(disk)).toEqual([]);
});

it("guards the cache's own disk, not only the one of the workspace", async ({ skip }) => {
  skip(!mounts, NO_MOUNT);
  const root = await mountDisk('2m');
  await mkdir(root, { mode: 0o700 });
  const inputs = { ...defaults('disk-guard'), root, free: '100000000' };
  const warned = await runner.run('disk-guard', inputs);
  expect(warned).toMatchObject({ code: 0, outputs: { enough: 'false' } });
  expect(warned.log).toContain('::warning');
  const failed = await runner.run('disk-guard', { ...inputs, fail: 'true' });
  expect(failed.code).toBe(1);
  expect(failed.log).toContain('::error');
});

it('cleans on until its disk has enough, though what it removed first freed nothing', async ({ skip }) => {
  skip(!mounts, NO_MOUNT);
  const root = await mountDisk('20m');
  const target = join(runner.workspace, 'target');
  await makeManyFiles(target, 1, 5_000_000);
  const entries = join(root, 'entries', 'trusted', 'acme+engine+target');
  for (const days of [8, 9]) {
    await writeFile(join(runner.workspace, 'Cargo.lock'), `${days}`);
    await saveStep(runner, await restoreStep(runner, { root, path: `other-${days}` }), { root });
    const past = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
    for (const name of await readdir(entries)) await age(join(entries, name), past);
  }
  // The blocks of the one that goes first have another owner.
  const [oldest = ''] = await byAge(entries);
  await link(join(entries, oldest, 'files', 'file-0'), join(disk, 'file'));
  const { outputs } = await cleanStep(runner, { root, free: '12000000', keep: '0' });
  expect(outputs).toMatchObject({ removed: '2', reason: 'Within the limits.' });
});

it('fails where it was asked to and cannot tell what is free', async () => {
  const inputs = { ...defaults('disk-guard'), free: '10GiB', fail: 'true' };
  const { code, log } = await runner.run('disk-guard', inputs);
  expect(code).toBe(1);
  expect(log).toContain('::error');
});

it('is content with a disk that has enough', async () => {
  const { code, outputs } = await runner.run('disk-guard', { ...defaults('disk-guard'), free: '1', fail: 'true' });
  expect(code).toBe(0);
  expect(outputs).toMatchObject({ enough: 'true' });
});
