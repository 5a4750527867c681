import { appendFile, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Key, makeKey } from '../../../src/fleet/actions/cache/key.mjs';
import { layOut } from '../../../src/fleet/actions/cache/lay-out.mjs';
import type { Layout } from '../../../src/fleet/actions/cache/layout.mjs';
import { formatManifest, readManifest } from '../../../src/fleet/actions/cache/manifest.mjs';
import { type Restored, restore } from '../../../src/fleet/actions/cache/restore.mjs';
import { openRoot } from '../../../src/fleet/actions/cache/root.mjs';
import { save } from '../../../src/fleet/actions/cache/save.mjs';
import { stampOf } from '../../../src/fleet/actions/cache/stamp.mjs';
import { makeTarget } from './folders.ts';
import { makeRunner, type Runner } from './job.ts';
import { restoreStep, saveStep } from './steps.ts';

const GROUP = 'acme+engine+target';

let runner: Runner;
let layout: Layout;
let target: string;

beforeEach(async () => {
  runner = await makeRunner();
  layout = openRoot(runner.root);
  target = join(runner.workspace, 'target');
});
afterEach(() => runner.remove());

function keyOf(locks: string): Key {
  const text = 'x';
  const parts = { platform: text, toolchain: text, target: text, profile: text, features: text, flags: text };
  return makeKey({ ...parts, upstream: text, locks });
}

/** Saves a folder of that content; returns its entry. */
async function kept(key: Key, content = 'one'): Promise<string> {
  await makeTarget(target, content);
  await save(layout, { tier: 'trusted', group: GROUP, key, path: target, free: 0 });
  await rm(target, { recursive: true });
  return join(layout.entries, 'trusted', GROUP, key.folder);
}

function restored(key: Key, verify = false): Promise<Restored> {
  return restore(layout, { tiers: ['trusted'], group: GROUP, key, path: target, verify, wait: 5, began: Date.now() });
}

/** Changes one byte and nothing else that can be seen from outside. */
async function flipByte(file: string): Promise<void> {
  const { atime, mtime } = await stat(file);
  const content = await readFile(file);
  content[1000] = 255 - (content[1000] ?? 0);
  await writeFile(file, content);
  await utimes(file, atime, mtime);
}

const LIBRARY = join('files', 'debug', 'deps', 'libcore.rlib');

it.each<[string, (entry: string) => Promise<unknown>]>([
  ['a byte was flipped', (entry) => flipByte(join(entry, LIBRARY))],
  ['a file was cut off', (entry) => truncate(join(entry, LIBRARY), 10)],
  ['a file grew', (entry) => appendFile(join(entry, LIBRARY), 'x')],
  ['a file is missing', (entry) => rm(join(entry, LIBRARY))],
  ['the manifest is missing', (entry) => rm(join(entry, 'manifest.jsonl'))],
  ['the manifest was cut off', (entry) => truncate(join(entry, 'manifest.jsonl'), 50)],
  ['the manifest is something else', (entry) => writeFile(join(entry, 'manifest.jsonl'), 'null')],
  [
    'the manifest names a file outside',
    async (entry) => {
      const manifest = await readFile(join(entry, 'manifest.jsonl'), 'utf8');
      await writeFile(join(entry, 'manifest.jsonl'), manifest.replace('debug/empty', '../../../owned'));
    },
  ],
])('counts an entry as none where %s, puts it aside, says so, and saves anew', async (_, damage) => {
  const key = keyOf('one');
  await damage(await kept(key));
  expect(await restored(key)).toMatchObject({
    hit: 'miss',
    trouble: true,
    reason: expect.stringContaining('was damaged') as unknown,
  });
  expect(await readdir(runner.workspace)).toEqual(['Cargo.lock']);
  expect(await readdir(layout.damaged)).toHaveLength(1);
  await kept(key);
  expect(await restored(key)).toMatchObject({ hit: 'exact', trouble: false });
});

it('finds with verify what no stamp tells: a disk that returns other bytes than it was given', async () => {
  const key = keyOf('one');
  const entry = await kept(key);
  await flipByte(join(entry, LIBRARY));
  const manifest = join(entry, 'manifest.jsonl');
  const { tree } = readManifest(await readFile(manifest, 'utf8'));
  const stamp = stampOf(await stat(join(entry, LIBRARY), { bigint: true }));
  const files = tree.files.map((file) => (file.path.endsWith('libcore.rlib') ? { ...file, stamp } : file));
  await writeFile(manifest, formatManifest(key.text, { ...tree, files }));
  expect(await restored(key)).toMatchObject({ hit: 'exact' });
  await rm(target, { recursive: true });
  expect(await restored(key, true)).toMatchObject({
    hit: 'miss',
    reason: expect.stringContaining('damaged') as unknown,
  });
});

it('does not call an entry damaged where it is the place that cannot be written', async () => {
  const entry = await kept(keyOf('one'));
  const { tree } = readManifest(await readFile(join(entry, 'manifest.jsonl'), 'utf8'));
  // No folder is made for the files.
  const laidOut = layOut(tree, join(entry, 'files'), target, { verify: false, shift: 0 });
  await expect(laidOut).rejects.toMatchObject({ code: 'ENOENT' });
});

it('takes the next best entry where the wanted one is damaged', async () => {
  await kept(keyOf('older'));
  await flipByte(join(await kept(keyOf('newer')), LIBRARY));
  expect(await restored(keyOf('newer'))).toMatchObject({ hit: 'prefix', trouble: true });
});

it('warns in the log of the job, which goes on', async () => {
  const before = await restoreStep(runner);
  await makeTarget(target, 'one');
  await saveStep(runner, before);
  await rm(target, { recursive: true });
  const folders = await readdir(join(layout.entries, 'trusted', GROUP));
  await truncate(join(layout.entries, 'trusted', GROUP, ...folders, LIBRARY), 10);
  const { code, outputs, log } = await restoreStep(runner);
  expect({ code, hit: outputs['hit'] }).toEqual({ code: 0, hit: 'miss' });
  expect(log).toContain('::warning');
});

describe('where the machine is against it, the build goes on', () => {
  it('without a folder to make the cache in', async () => {
    const root = join(dirname(runner.root), 'absent', 'cache');
    const { code, outputs, log } = await restoreStep(runner, { root });
    expect({ code, hit: outputs['hit'] }).toEqual({ code: 0, hit: 'off' });
    expect(log).toContain('is in a folder that is not there');
  });

  it("with a file in a folder's place", async () => {
    await rm(layout.incoming, { recursive: true });
    await writeFile(layout.incoming, '');
    const end = await restoreStep(runner);
    expect(end).toMatchObject({ code: 0, outputs: { hit: 'off' } });
    expect(end.log).toContain('EEXIST');
  });

  it('without flock', async () => {
    const before = await restoreStep(runner);
    await makeTarget(target, 'one');
    vi.stubEnv('PATH', runner.workspace);
    const { code, outputs } = await saveStep(runner, before).finally(() => vi.unstubAllEnvs());
    expect({ code, saved: outputs['saved'] }).toEqual({ code: 0, saved: 'false' });
    expect(outputs['reason']).toContain('is util-linux installed');
  });

  it('with a workspace that may not be written', async () => {
    await writeFile(join(runner.workspace, 'file'), '');
    const { code, outputs } = await restoreStep(runner, { path: join('file', 'target') });
    expect({ code, hit: outputs['hit'] }).toEqual({ code: 0, hit: 'off' });
  });
});
