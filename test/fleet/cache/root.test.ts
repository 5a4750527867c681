import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRoot } from '../../../src/fleet/actions/cache/root.mjs';

let home: string;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'cascade-root-')));
});
afterEach(() => rm(home, { recursive: true, force: true }));

it('makes a cache where nothing is, and opens it again', async () => {
  const root = join(home, 'cache');
  await openRoot(root);
  const { mark } = await openRoot(root);
  expect(await readdir(root)).toEqual(['CASCADE-CACHE', 'damaged', 'entries', 'incoming', 'locks']);
  expect(mark).toBe(join(root, 'CASCADE-CACHE'));
});

it('takes an empty folder', async () => {
  await expect(openRoot(home)).resolves.toMatchObject({ root: home });
});

it('is opened by eight jobs that begin at once', async () => {
  const root = join(home, 'cache');
  const opened = await Promise.all(Array.from({ length: 8 }, () => openRoot(root)));
  expect(opened).toHaveLength(8);
});

it.each([
  ['/', 'whole file system'],
  [homedir(), 'home folder'],
  ['cache', 'no absolute path'],
  ['/tmp/../var', 'no absolute path'],
  ['/var/', 'no absolute path'],
  ['', 'no absolute path'],
  ['/absent/cache', 'in a folder that is not there'],
  ['/usr', 'holds other things'],
  ['/proc/cascade', "can't be made"],
])('refuses %s', async (root, why) => {
  await expect(openRoot(root)).rejects.toThrow(why);
});

it('refuses every home folder of the machine, whoever asks', async () => {
  const users = (await readFile('/etc/passwd', 'utf8')).trim().split('\n');
  const homes = new Set(users.map((user) => user.split(':')[5] ?? '').filter((folder) => folder.startsWith('/')));
  homes.delete('/');
  expect(homes.size).toBeGreaterThan(0);
  for (const folder of homes) await expect(openRoot(folder)).rejects.toThrow(/home folder|shortest form/);
});

it('refuses a folder with other things, and leaves it as it is', async () => {
  await writeFile(join(home, 'thesis.txt'), 'years of work');
  await expect(openRoot(home)).rejects.toThrow('holds other things');
  expect(await readdir(home)).toEqual(['thesis.txt']);
});

it('refuses a link, and a folder that is reached by one', async () => {
  await mkdir(join(home, 'real'));
  await symlink(join(home, 'real'), join(home, 'link'));
  await expect(openRoot(join(home, 'link'))).rejects.toThrow('is a link');
  await expect(openRoot(join(home, 'link', 'cache'))).rejects.toThrow('is a link');
  expect(await readdir(join(home, 'real'))).toEqual([]);
});

it.each(['entries', 'locks', 'incoming', 'damaged', 'CASCADE-CACHE'])(
  'refuses a cache whose %s is a link',
  async (name) => {
    const root = join(home, 'cache');
    await openRoot(root);
    await rename(join(root, name), join(home, name));
    await symlink(join(home, name), join(root, name));
    await expect(openRoot(root)).rejects.toThrow('leads elsewhere');
  },
);

it('refuses a file, a cache of another version, and a folder that everybody may write', async () => {
  await writeFile(join(home, 'file'), '');
  await expect(openRoot(join(home, 'file'))).rejects.toThrow('is no folder');
  await mkdir(join(home, 'newer'));
  await writeFile(join(home, 'newer', 'CASCADE-CACHE'), 'A cache of Cascade, version 2.');
  await expect(openRoot(join(home, 'newer'))).rejects.toThrow('another version');
  await mkdir(join(home, 'open'));
  await chmod(join(home, 'open'), 0o777);
  await expect(openRoot(join(home, 'open'))).rejects.toThrow('by everybody');
});

it.skipIf(process.getuid?.() !== 0)("refuses another user's folder", async () => {
  await mkdir(join(home, 'theirs'));
  await chown(join(home, 'theirs'), 12_345, 12_345);
  await expect(openRoot(join(home, 'theirs'))).rejects.toThrow('another user');
});
