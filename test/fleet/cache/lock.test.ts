import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Busy, withLock } from '../../../src/fleet/actions/cache/lock.mjs';

const FOLDER = `${'0'.repeat(20)}-${'a'.repeat(20)}`;
const ALONE = { mode: 'exclusive', wait: 0 } as const;

const had = () => Promise.resolve('had');

let locks: string;

beforeEach(async () => {
  locks = await mkdtemp(join(tmpdir(), 'cascade-locks-'));
});
afterEach(() => rm(locks, { recursive: true }));

it('is had by one alone or by several that only read', async () => {
  await withLock({ locks }, FOLDER, { mode: 'shared', wait: 0 }, async () => {
    await expect(withLock({ locks }, FOLDER, ALONE, had)).rejects.toThrow(Busy);
    expect(await withLock({ locks }, FOLDER, { mode: 'shared', wait: 0 }, had)).toBe('had');
  });
  expect(await withLock({ locks }, FOLDER, ALONE, had)).toBe('had');
});

it('seldom makes one entry wait for another', async () => {
  const other = FOLDER.replace(/.{3}$/, 'baa');
  await withLock({ locks }, FOLDER, ALONE, () => withLock({ locks }, other, ALONE, had));
  expect(await readdir(locks)).toHaveLength(2);
});

it('tells its owner when it is held no longer', async () => {
  await withLock({ locks }, FOLDER, ALONE, async (checkHeld) => {
    checkHeld();
    const { stdout } = await promisify(execFile)('pgrep', ['--parent', String(process.pid), '--exact', 'cat']);
    process.kill(Number(stdout));
    await vi.waitFor(() => {
      expect(checkHeld).toThrow('ended early');
    });
  });
});
