import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listTree } from '../../src/fleet/actions/cache/list-tree.mjs';
import { missedKey, stepThat } from './action-step.ts';
import { timed } from './command.ts';
import { writeCrates } from './crates.ts';
import { ownDisk, sharingDisk } from './disks.ts';
import { type CopyFigures, measureCopies } from './measure-copies.ts';

/** What the bench found. */
export interface CacheFigures {
  /** Seconds. */
  readonly builds: { readonly cold: number; readonly restored: number; readonly warm: number; readonly noOp: number };
  readonly files: number;
  readonly bytes: number;
  readonly disks: readonly CopyFigures[];
}

/** Builds three crates cold, warm and once more, and saves and restores what cargo leaves. */
export async function measureCache(tell: (progress: string) => void): Promise<CacheFigures> {
  for (const tool of ['cargo', 'zstd', 'rsync', 'flock']) await timed(tool, ['--version']);
  const own = await ownDisk();
  const workspace = join(own.folder, 'workspace');
  const builds = await measureBuilds(workspace, tell);
  const sharing = await sharingDisk();
  if (sharing === null) tell('No disk that shares blocks: making one needs root, loop devices and mkfs.xfs.');
  const target = join(workspace, 'target');
  const { files } = await listTree(target);
  const disks: CopyFigures[] = [];
  for (const disk of sharing === null ? [own] : [own, sharing]) {
    tell(`copies on ${disk.name}`);
    disks.push(await measureCopies(target, disk));
  }
  return { builds, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0), disks };
}

async function measureBuilds(workspace: string, tell: (progress: string) => void): Promise<CacheFigures['builds']> {
  await writeCrates(workspace);
  tell('downloading');
  await timed('cargo', ['fetch'], { cwd: workspace });
  const build = async (name: string) => {
    tell(`${name} build`);
    const options = ['build', '--release', '--workspace', '--locked', '--offline'];
    return (await timed('cargo', options, { cwd: workspace })) / 1000;
  };
  const restoring = { root: join(workspace, '..', 'cache'), path: 'target', toolchain: 'rustc', locks: 'Cargo.lock' };
  const cold = await build('cold');
  const key = await missedKey(workspace, { ...restoring, path: 'other' });
  await stepThat('cache-save', workspace, { ...restoring, key, hit: 'miss' }, 'saved', 'true');
  // A job's workspace begins empty: what was built comes back with its times, what is checked out is of now.
  await rm(join(workspace, 'target'), { recursive: true });
  await writeCrates(workspace);
  const { process: restored } = await stepThat('cache-restore', workspace, restoring, 'hit', 'exact');
  const warm = await build('warm');
  return { cold, restored: restored / 1000, warm, noOp: await build('no-op') };
}
