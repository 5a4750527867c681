import { chmod, chown, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listTree } from '../../../src/fleet/actions/cache/list-tree.mjs';
import { look, makeTarget } from './folders.ts';
import type { ActionEnd } from './job.ts';
import { runnerOfTest } from './runner-of-test.ts';
import { cleanStep, restoreStep, saveStep } from './steps.ts';

// Nothing is forbidden to root, which the other tests may run as: what is wrong with modes shows only here.
const NOBODY = 65_534;

describe.skipIf(process.getuid?.() !== 0)('as a user who may not do everything (only root can become one)', () => {
  const runner = runnerOfTest(NOBODY);

  async function give(path: string): Promise<void> {
    await chown(path, NOBODY, NOBODY);
    const { folders, files } = await listTree(path);
    for (const each of [...folders, ...files]) await chown(join(path, each.path), NOBODY, NOBODY);
  }

  /** Builds a folder with parts that its owner may not write, and saves it. */
  async function build(): Promise<ActionEnd> {
    const restored = await restoreStep(runner);
    await makeTarget(runner.target, 'one');
    await give(runner.target);
    for (const name of ['debug/deps', '.']) await chmod(join(runner.target, name), 0o555);
    return saveStep(runner, restored);
  }

  function entriesHome(): string {
    return join(runner.root, 'entries', 'trusted', 'acme+engine+target');
  }

  it('restores what was saved, with folders that may not be written', async () => {
    expect((await build()).outputs).toMatchObject({ saved: 'true' });
    const before = await look(runner.target);
    await rm(runner.target, { recursive: true });
    expect((await restoreStep(runner)).outputs).toMatchObject({ hit: 'exact' });
    expect(await look(runner.target)).toEqual(before);
    expect((await stat(join(runner.target, 'debug'))).uid).toBe(NOBODY);
  });

  it('removes what a restore that was killed left, with folders that may not be written', async () => {
    await build();
    await rm(runner.target, { recursive: true });
    const left = join(runner.workspace, '.target.cascade-00000000-0000-4000-8000-000000000000');
    await makeTarget(left, 'left');
    await give(left);
    await chmod(join(left, 'debug', 'deps'), 0o555);
    expect((await restoreStep(runner)).outputs).toMatchObject({ hit: 'exact' });
    expect((await readdir(runner.workspace)).sort()).toEqual(['Cargo.lock', 'target']);
  });

  it('puts an entry aside that it may not read', async () => {
    await build();
    await rm(runner.target, { recursive: true });
    const [entry = ''] = await readdir(entriesHome());
    await chmod(join(entriesHome(), entry, 'files', 'debug', 'deps', 'libcore.rlib'), 0);
    expect((await restoreStep(runner)).outputs).toMatchObject({
      hit: 'miss',
      reason: expect.stringContaining('was damaged') as unknown,
    });
    expect(await readdir(join(runner.root, 'damaged'))).toHaveLength(1);
  });

  it('cleans on where something belongs to another user', async () => {
    await build();
    const [entry = ''] = await readdir(entriesHome());
    const past = new Date(Date.now() - 9 * 24 * 60 * 60 * 1000);
    for (const name of ['used', 'manifest.jsonl']) await utimes(join(entriesHome(), entry, name), past, past);
    const left = join(runner.root, 'incoming', `${entry}.00000000-0000-4000-8000-000000000000`);
    await mkdir(left);
    await writeFile(join(left, 'theirs'), '');
    const { code, outputs } = await cleanStep(runner, { budget: '1', keep: '0' });
    expect({ code, removed: outputs['removed'] }).toEqual({ code: 0, removed: '1' });
    expect(outputs['reason']).toContain("can't be removed (EACCES)");
  });
});
