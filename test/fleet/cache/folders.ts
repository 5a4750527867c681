import { createHash } from 'node:crypto';
import { chmod, link, mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listTree } from '../../../src/fleet/actions/cache/list-tree.mjs';

/** Makes a folder such as cargo leaves: folders in folders, a file that is executed, one with two names, a link, old times. */
export async function makeTarget(path: string, content: string): Promise<void> {
  await mkdir(join(path, 'debug', 'deps'), { recursive: true });
  await writeFile(join(path, 'debug', 'deps', 'engine-1f'), content);
  await writeFile(join(path, 'debug', 'deps', 'libcore.rlib'), content.repeat(50_000));
  await writeFile(join(path, 'debug', 'empty'), '');
  await chmod(join(path, 'debug', 'deps', 'engine-1f'), 0o755);
  await chmod(join(path, 'debug', 'empty'), 0o444);
  await link(join(path, 'debug', 'deps', 'engine-1f'), join(path, 'debug', 'engine'));
  await symlink('debug', join(path, 'latest'));
  const old = new Date('2026-01-02T03:04:05.678Z');
  await utimes(join(path, 'debug', 'deps', 'libcore.rlib'), old, old);
  await utimes(join(path, 'debug', 'deps'), old, old);
}

/** Makes a folder of so many files of so many bytes. */
export async function makeManyFiles(path: string, count: number, bytes: number): Promise<void> {
  await mkdir(path, { recursive: true });
  const filling = Buffer.alloc(bytes, 'Cascade');
  for (let index = 0; index < count; index += 1) {
    filling.writeUInt32LE(index);
    await writeFile(join(path, `file-${index}`), filling);
  }
}

/** All that a build could see of a folder: names, modes, times to the millisecond, contents, which names are of one file. */
export async function look(path: string): Promise<unknown> {
  const { mode, folders, files, names, links } = await listTree(path);
  const whole = ({ mtime }: { readonly mtime: number }) => ({ mtime: Math.floor(mtime) });
  const contents = files.map(async (file) => {
    const content = await readFile(join(path, file.path));
    return { ...file, ...whole(file), sha256: createHash('sha256').update(content).digest('hex') };
  });
  return {
    mode,
    folders: folders.map((folder) => ({ ...folder, ...whole(folder) })),
    files: await Promise.all(contents),
    names,
    links,
  };
}
