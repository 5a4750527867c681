import { once } from 'node:events';
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
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRoot } from '../../../src/fleet/actions/cache/root.mjs';

let home: string;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'cascade-root-')));
});
afterEach(() => rm(home, { recursive: true, force: true }));

it('makes a cache where nothing is, and opens it again', async () => {
  const root = join(home, 'cache');
  openRoot(root);
  const { mark } = openRoot(root);
  expect(await readdir(root)).toEqual(['CASCADE-CACHE', 'damaged', 'entries', 'incoming', 'locks']);
  expect(mark).toBe(join(root, 'CASCADE-CACHE'));
});

it('takes an empty folder', () => {
  expect(openRoot(home)).toMatchObject({ root: home });
});

it('is opened by eight jobs that begin at once', async () => {
  const root = join(home, 'cache');
  const source = new URL('../../../src/fleet/actions/cache/root.mjs', import.meta.url).href;
  const opening = `import { workerData } from 'node:worker_threads'; import { openRoot } from '${source}'; openRoot(workerData);`;
  const job = new URL(`data:text/javascript,${encodeURIComponent(opening)}`);
  const ends = Array.from({ length: 8 }, () => once(new Worker(job, { workerData: root }), 'exit'));
  expect((await Promise.all(ends)).flat()).toEqual(Array(8).fill(0));
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
])('refuses %s', (root, why) => {
  expect(() => openRoot(root)).toThrow(why);
});

it('refuses every home folder of the machine, whoever asks', async () => {
  const users = (await readFile('/etc/passwd', 'utf8')).trim().split('\n');
  const homes = new Set(users.map((user) => user.split(':')[5] ?? '').filter((folder) => folder.startsWith('/')));
  homes.delete('/');
  expect(homes.size).toBeGreaterThan(0);
  for (const folder of homes) expect(() => openRoot(folder)).toThrow(/home folder|shortest form/);
});

it('refuses a folder with other things, and leaves it as it is', async () => {
  await writeFile(join(home, 'thesis.txt'), 'years of work');
  expect(() => openRoot(home)).toThrow('holds other things');
  expect(await readdir(home)).toEqual(['thesis.txt']);
});

it('refuses a link, and a folder that is reached by one', async () => {
  await mkdir(join(home, 'real'));
  await symlink(join(home, 'real'), join(home, 'link'));
  expect(() => openRoot(join(home, 'link'))).toThrow('is a link');
  expect(() => openRoot(join(home, 'link', 'cache'))).toThrow('is a link');
  expect(await readdir(join(home, 'real'))).toEqual([]);
});

it.each(['entries', 'locks', 'incoming', 'damaged', 'CASCADE-CACHE'])(
  'refuses a cache whose %s is a link',
  async (name) => {
    const root = join(home, 'cache');
    openRoot(root);
    await rename(join(root, name), join(home, name));
    await symlink(join(home, name), join(root, name));
    expect(() => openRoot(root)).toThrow('leads elsewhere');
  },
);

it('refuses a file, a cache of another version, and a folder that everybody may write', async () => {
  await writeFile(join(home, 'file'), '');
  expect(() => openRoot(join(home, 'file'))).toThrow('is no folder');
  await mkdir(join(home, 'newer'));
  await writeFile(join(home, 'newer', 'CASCADE-CACHE'), 'A cache of Cascade, version 2.');
  expect(() => openRoot(join(home, 'newer'))).toThrow('another version');
  await mkdir(join(home, 'open'));
  await chmod(join(home, 'open'), 0o777);
  expect(() => openRoot(join(home, 'open'))).toThrow('by everybody');
});

it.skipIf(process.getuid?.() !== 0)("refuses another user's folder", async () => {
  await mkdir(join(home, 'theirs'));
  await chown(join(home, 'theirs'), 12_345, 12_345);
  expect(() => openRoot(join(home, 'theirs'))).toThrow('another user');
});
