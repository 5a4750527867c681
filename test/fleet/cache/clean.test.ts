import { cp, mkdir, readdir, rename, rm, rmdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { clean } from '../../../src/fleet/actions/cache/clean.mjs';
import { entriesOf } from '../../../src/fleet/actions/cache/entries.mjs';
import { makeKey } from '../../../src/fleet/actions/cache/key.mjs';
import type { Layout } from '../../../src/fleet/actions/cache/layout.mjs';
import { withLock } from '../../../src/fleet/actions/cache/lock.mjs';
import { removeEntry } from '../../../src/fleet/actions/cache/remove-entry.mjs';
import { openRoot } from '../../../src/fleet/actions/cache/root.mjs';
import { save } from '../../../src/fleet/actions/cache/save.mjs';
import { runnerOfTest } from './runner-of-test.ts';
import { cleanStep, defaults } from './steps.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-21T12:00:00Z');
const GROUP = 'acme+engine+target';
const FREE = { free: 0, dryRun: false };

const runner = runnerOfTest();
let layout: Layout;

beforeEach(() => {
  layout = openRoot(runner.root);
});

/** An entry of 1,000 bytes that was saved and last used so many days ago; returns its folder. */
async function entry(name: string, days: number, tier = 'trusted', group = GROUP): Promise<string> {
  const source = join(runner.workspace, name);
  await mkdir(source);
  await writeFile(join(source, 'library'), Buffer.alloc(1000));
  const text = 'x';
  const parts = { platform: text, toolchain: text, target: text, profile: text, features: text, flags: text };
  const key = makeKey({ ...parts, upstream: text, locks: name });
  await save(layout, { tier, group, key, path: source, free: 0 });
  const past = (NOW - days * DAY) / 1000;
  for (const file of ['manifest.jsonl', 'used'])
    await utimes(join(layout.entries, tier, group, key.folder, file), past, past);
  return key.folder;
}

function kept(tier = 'trusted', group = GROUP): Promise<readonly string[]> {
  return readdir(join(layout.entries, tier, group)).catch(() => []);
}

it('removes the oldest of a key, keeps the newest, and never its own root', async () => {
  const folders: string[] = [];
  for (let days = 9; days > 1; days -= 1) folders.push(await entry(`key-${days}`, days));
  const report = await clean(layout, { ...FREE, budget: 1, keep: 3 }, NOW);
  expect([...(await kept())].sort()).toEqual(folders.slice(-3).sort());
  expect(report).toMatchObject({ bytes: 5000, beyond: 2999 });
  expect(await readdir(runner.root)).toContain('CASCADE-CACHE');
});

it('goes by last use, not by the time of saving', async () => {
  const old = await entry('old', 30);
  await entry('newer', 20);
  await utimes(join(layout.entries, 'trusted', GROUP, old, 'used'), NOW / 1000 - 86_400 * 2, NOW / 1000 - 86_400 * 2);
  await entry('newest', 10);
  await clean(layout, { ...FREE, budget: 2000, keep: 1 }, NOW);
  expect(await kept()).toContain(old);
  expect(await kept()).toHaveLength(2);
});

it('leaves what is in use, and takes the next instead', async () => {
  const used = await entry('used', 9);
  for (const days of [8, 7]) await entry(`key-${days}`, days);
  await withLock(layout, used, { mode: 'shared', wait: 0 }, async () => {
    const report = await clean(layout, { ...FREE, budget: 2000, keep: 1 }, NOW);
    expect(report.kept).toContainEqual(expect.objectContaining({ entry: used, why: 'in use' }));
  });
  expect(await kept()).toContain(used);
  expect(await kept()).toHaveLength(2);
});

it('survives a clock that was set back: what was used in the future ages from now on', async () => {
  await entry('future', -400);
  await entry('newest', -500);
  const limits = { ...FREE, budget: 1, keep: 1 };
  expect((await clean(layout, limits, NOW)).removed).toEqual([]);
  expect((await clean(layout, limits, NOW + 2 * DAY)).removed).toHaveLength(1);
});

it('keeps the newest of each repository and tier, and of all pull requests of a repository together', async () => {
  for (const [index, tier] of ['trusted', 'pr-1', 'pr-2', 'pr-3'].entries()) await entry(`a-${index}`, 9 - index, tier);
  await entry('core', 20, 'trusted', 'acme+core+target');
  await clean(layout, { ...FREE, budget: 1, keep: 1 }, NOW);
  expect(await readdir(layout.entries)).toEqual(['pr-3', 'trusted']);
  expect(await kept('trusted', 'acme+core+target')).toHaveLength(1);
});

it('leaves an entry that was used, or took the place of another, since clean-up looked', async () => {
  for (const name of ['used', 'replaced', 'same']) await entry(name, 9);
  const [used, replaced, same] = await entriesOf(layout, 'trusted', GROUP);
  if (!used || !replaced || !same) throw new Error('Three entries were saved.');
  await utimes(join(used.path, 'used'), NOW / 1000, NOW / 1000);
  await cp(replaced.path, `${replaced.path}-copy`, { recursive: true, preserveTimestamps: true });
  await rm(replaced.path, { recursive: true });
  await rename(`${replaced.path}-copy`, replaced.path);
  expect(await removeEntry(layout, used)).toBe('in use');
  expect(await removeEntry(layout, replaced)).toBe('in use');
  expect(await removeEntry(layout, same)).toBeNull();
  expect([...(await kept())].sort()).toEqual([used.folder, replaced.folder].sort());
});

it('goes on where one thing cannot be removed, and says so', async () => {
  const folders: string[] = [];
  for (const days of [9, 8, 7]) folders.push(await entry(`key-${days}`, days));
  const [first = '', ...others] = folders;
  // Its lock can't be had.
  const lock = join(layout.locks, first.slice(-3));
  await rm(lock);
  await symlink('/absent/lock', lock);
  for (const folder of folders) await mkdir(join(layout.incoming, `${folder}.00000000-0000-4000-8000-000000000000`));
  const report = await clean(layout, { ...FREE, budget: 1, keep: 0 }, NOW);
  expect(await kept()).toEqual([first]);
  expect(report.removed.map((line) => line.entry)).toEqual(others);
  expect(report.swept).toHaveLength(2);
  expect(report.troubles).toEqual([
    expect.stringMatching(new RegExp(`^incoming/${first}.* can't be removed`)),
    expect.stringMatching(new RegExp(`${first} can't be removed`)),
  ]);
  const { outputs, log } = await cleanStep(runner, { budget: '1', keep: '0' });
  expect(outputs['reason']).toContain("can't be removed");
  expect(log).toContain('::warning');
});

it('does not follow a link out of the cache', async () => {
  const outside = join(dirname(runner.root), 'outside');
  const folder = await entry('one', 9);
  await rename(join(layout.entries, 'trusted'), outside);
  await symlink(outside, join(layout.entries, 'trusted'));
  await mkdir(join(layout.entries, 'pr-1'));
  await symlink(join(outside, GROUP), join(layout.entries, 'pr-1', GROUP));
  await mkdir(join(layout.entries, 'pr-2', GROUP), { recursive: true });
  await symlink(join(outside, GROUP, folder), join(layout.entries, 'pr-2', GROUP, folder));
  expect((await clean(layout, { ...FREE, budget: 1, keep: 0 }, NOW)).removed).toEqual([]);
  expect(await readdir(join(outside, GROUP, folder))).toEqual(['files', 'manifest.jsonl', 'used']);
});

it.each(['{}', '{"bytes":"9"}', '{"bytes":-9}', '{"bytes":1e300}', ''])(
  'removes what it must though an entry says %s of its size',
  async (line) => {
    const odd = await entry('odd', 4);
    await writeFile(join(layout.entries, 'trusted', GROUP, odd, 'manifest.jsonl'), `${line}\n{}`);
    for (const days of [9, 8]) await entry(`key-${days}`, days);
    const report = await clean(layout, { ...FREE, budget: 1500, keep: 0 }, NOW);
    expect(report).toMatchObject({ bytes: 1000, beyond: 0 });
    expect(await kept()).toContain(odd);
  },
);

it('lets what was saved in the future not stay in place of what is newer', async () => {
  await entry('future', -400);
  await clean(layout, { ...FREE, budget: 1, keep: 1 }, NOW);
  const newer = await entry('newer', -1);
  await clean(layout, { ...FREE, budget: 1, keep: 1 }, NOW + 4 * DAY);
  expect(await kept()).toEqual([newer]);
});

it('saves though clean-up removes the empty folder of the group meanwhile', async () => {
  let removed = 0;
  const saved = entry('one', 9);
  const over = saved.then(() => true);
  while (removed < 3 && !(await Promise.race([over, setImmediate(false)]))) {
    await rmdir(join(layout.entries, 'trusted', GROUP)).then(
      () => (removed += 1),
      () => undefined,
    );
  }
  const folder = await saved;
  expect(await kept()).toEqual([folder]);
});

it('is done by the disk guard, too, whatever is free', async () => {
  await entry('one', 9);
  const inputs = { ...defaults('disk-guard'), free: '0', budget: '1', keep: '0' };
  const { outputs } = await runner.run('disk-guard', inputs);
  expect(outputs['reason']).toContain('The cache gave 1000 bytes of 1 entries.');
  expect(await kept()).toEqual([]);
});

it('tells in a dry run what it would remove, and removes nothing', async () => {
  for (const days of [9, 8, 7]) await entry(`key-${days}`, days);
  const report = await clean(layout, { free: 0, dryRun: true, budget: 1, keep: 1 }, NOW);
  expect(report).toMatchObject({ dryRun: true, bytes: 2000 });
  expect(await kept()).toHaveLength(3);
});

it("removes leftovers of jobs that died, but nobody else's things", async () => {
  const folder = await entry('one', 9);
  const left = `${folder}.00000000-0000-4000-8000-000000000000`;
  await mkdir(join(layout.incoming, left, 'files'), { recursive: true });
  await mkdir(join(layout.incoming, 'notes'));
  await mkdir(join(layout.entries, 'trusted', GROUP, 'notes'));
  await writeFile(join(layout.root, 'notes'), 'mine');
  const sibling = join(dirname(runner.root), 'blvm-protocol');
  await mkdir(sibling);
  const { swept } = await clean(layout, { ...FREE, budget: 1, keep: 0 }, NOW);
  expect(swept).toEqual([`incoming/${left}`]);
  expect(await kept()).toEqual(['notes']);
  for (const own of [sibling, join(layout.incoming, 'notes'), join(layout.root, 'notes')]) await stat(own);
});

it('leaves an entry that is being written to its writer', async () => {
  const folder = await entry('one', 9);
  const left = `${folder}.00000000-0000-4000-8000-000000000000`;
  await mkdir(join(layout.incoming, left));
  await withLock(layout, folder, { mode: 'exclusive', wait: 0 }, async () => {
    expect((await clean(layout, { ...FREE, budget: 0, keep: 3 }, NOW)).swept).toEqual([]);
  });
  expect(await readdir(layout.incoming)).toEqual([left]);
});

it('reports as JSON, and refuses limits that are no numbers without touching anything', async () => {
  await entry('one', 9);
  const { outputs, summary } = await cleanStep(runner, { budget: '0' });
  expect(JSON.parse(outputs['report'] ?? '')).toMatchObject({ removed: [], kept: [{ why: 'newest', bytes: 1000 }] });
  expect(summary).toContain('Within the limits.');
  expect(await cleanStep(runner, { budget: '50GiB' })).toMatchObject({
    code: 0,
    outputs: { reason: 'The input "budget" is "50GiB", and must be a whole number.' },
  });
});
