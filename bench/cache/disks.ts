import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timed } from './command.ts';

/** A file system to measure on; what is there goes when the process ends, however it ends. */
export interface Disk {
  readonly name: string;
  readonly folder: string;
}

/** The machine's own disk. */
export async function ownDisk(): Promise<Disk> {
  return { name: "the machine's own", folder: await temporaryFolder() };
}

/** XFS in a file, which shares blocks; `null` where this user may not make one. */
export async function sharingDisk(): Promise<Disk | null> {
  const home = await temporaryFolder();
  const [image, folder] = [join(home, 'image'), join(home, 'disk')];
  try {
    await mkdir(folder);
    await timed('truncate', ['--size=4G', image]);
    await timed('mkfs.xfs', ['-q', '-m', 'reflink=1', image]);
    await timed('mount', ['-o', 'loop', image, folder]);
  } catch {
    return null;
  }
  process.prependOnceListener('exit', () => execFileSync('umount', ['--lazy', folder]));
  return { name: 'XFS, which shares blocks', folder };
}

async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'cascade-bench-')));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
