import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { percentile } from '../numbers/percentile.ts';
import { missedKey, stepThat } from './action-step.ts';
import { timedLine } from './command.ts';
import type { Disk } from './disks.ts';

/**
 * What saving and restoring one folder took on one file system, milliseconds. Of our actions it is what they say themselves:
 * a runner starts a process for any action, ours or one that starts tar; `process` is the whole of it.
 */
export interface CopyFigures {
  readonly name: string;
  readonly restore: {
    readonly ours: number;
    readonly process: number;
    readonly verified: number;
    readonly tar: number;
    readonly rsync: number;
  };
  readonly save: { readonly ours: number; readonly tar: number; readonly rsync: number };
}

const ROUNDS = 5;

// A virtual machine gets memory from its host when it first touches it, which takes longer than all that is measured here.
const TOUCH_MEMORY = 'head -c 1G /dev/zero | tail -c 1G > /dev/null';

/** Saves and restores a copy of the folder on that disk, our way and the others' in turn, so that all have the same weather. */
export async function measureCopies(target: string, { name, folder }: Disk): Promise<CopyFigures> {
  await timedLine(`cp -a '${target}' target`, folder);
  await writeFile(join(folder, 'Cargo.lock'), 'version = 4\n');
  const figures = { restore: [] as number[][], save: [] as number[][] };
  // Nothing is removed in between: ext4 looks long for an inode that wasn't in use a moment ago.
  for (let round = 0; round < ROUNDS; round += 1) {
    const at = (place: string) => `${place}-${round}`;
    const begin = () => timedLine(`sync; ${TOUCH_MEMORY}`, folder);
    const root = join(folder, at('cache'));
    const restoring = { root, path: at('ours'), toolchain: 'rustc', locks: 'Cargo.lock' };
    const key = await missedKey(folder, restoring);
    await begin();
    const saved = await stepThat('cache-save', folder, { root, path: 'target', key, hit: 'miss' }, 'saved', 'true');
    await begin();
    const tarred = await timedLine(
      `tar -cf - target | zstd -T0 -q -o ${at('archive')} && sync ${at('archive')}`,
      folder,
    );
    await begin();
    const copied = await timedLine(`rsync -a target/ ${at('copy')} && sync -f ${at('copy')}`, folder);
    figures.save.push([saved.own, tarred, copied]);

    await begin();
    const ours = await stepThat('cache-restore', folder, restoring, 'hit', 'exact');
    await begin();
    const verifying = { ...restoring, path: at('verified'), verify: 'true' };
    const verified = await stepThat('cache-restore', folder, verifying, 'hit', 'exact');
    await begin();
    const untarred = await timedLine(
      `mkdir ${at('tar')} && zstd -dcq ${at('archive')} | tar -C ${at('tar')} -xf -`,
      folder,
    );
    await begin();
    const synced = await timedLine(`rsync -a ${at('copy')}/ ${at('rsync')}`, folder);
    figures.restore.push([ours.own, ours.process, verified.own, untarred, synced]);
  }
  const [ours = 0, process = 0, verified = 0, tar = 0, rsync = 0] = medians(figures.restore);
  const [oursSaved = 0, tarSaved = 0, rsyncSaved = 0] = medians(figures.save);
  return {
    name,
    restore: { ours, process, verified, tar, rsync },
    save: { ours: oursSaved, tar: tarSaved, rsync: rsyncSaved },
  };
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
