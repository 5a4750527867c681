import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { percentile } from '../numbers/percentile.ts';
import { missedKey, stepThat } from './action-step.ts';
import { timedLine } from './command.ts';
import type { Disk } from './disks.ts';

/** What saving and restoring one folder took on one file system, milliseconds. */
export interface CopyFigures {
  readonly name: string;
  readonly restore: { readonly ours: number; readonly verified: number; readonly tar: number; readonly rsync: number };
  readonly save: { readonly ours: number; readonly tar: number; readonly rsync: number };
}

const ROUNDS = 5;

/** Saves and restores a copy of the folder on that disk, our way and the others' in turn, so that all have the same weather. */
export async function measureCopies(target: string, { name, folder }: Disk): Promise<CopyFigures> {
  await timedLine(`cp -a '${target}' target`, folder);
  await writeFile(join(folder, 'Cargo.lock'), 'version = 4\n');
  const root = join(folder, 'cache');
  const restoring = { root, path: 'out', toolchain: 'rustc', locks: 'Cargo.lock' };
  const figures = { restore: [] as number[][], save: [] as number[][] };
  for (let round = 0; round < ROUNDS; round += 1) {
    await timedLine('rm -rf cache copy archive step-*; sync', folder);
    const key = await missedKey(folder, restoring);
    const ours = await stepThat('cache-save', folder, { root, path: 'target', key, hit: 'miss' }, 'saved', 'true');
    const tar = await timedLine('tar -cf - target | zstd -T0 -q -o archive && sync archive', folder);
    const rsync = await timedLine('rsync -a target/ copy && sync -f copy', folder);
    figures.save.push([ours, tar, rsync]);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const restored = async (line: string) => {
      await timedLine('rm -rf out; sync; mkdir out', folder);
      return timedLine(line, folder);
    };
    const action = async (verify: string) => {
      await timedLine('rm -rf out; sync', folder);
      return stepThat('cache-restore', folder, { ...restoring, verify }, 'hit', 'exact');
    };
    const tar = await restored('zstd -dcq archive | tar -C out -xf -');
    figures.restore.push([await action('false'), await action('true'), tar, await restored('rsync -a copy/ out')]);
  }
  const [ours = 0, verified = 0, tar = 0, rsync = 0] = medians(figures.restore);
  const [oursSaved = 0, tarSaved = 0, rsyncSaved = 0] = medians(figures.save);
  return { name, restore: { ours, verified, tar, rsync }, save: { ours: oursSaved, tar: tarSaved, rsync: rsyncSaved } };
}

/** The median of each column. */
function medians(rounds: readonly (readonly number[])[]): readonly number[] {
  return (rounds[0] ?? []).map((_, column) =>
    percentile(
      rounds.map((round) => round[column] ?? 0),
      50,
    ),
  );
}
