import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { openBlobFolder } from '../../simulator/blob-folder.ts';

test('the folder of a simulator that was killed is removed by the next that starts; those of others stay', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'blob-folders-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const { pid: gone } = spawnSync(process.execPath, ['--version']);
  const others = [`github-simulator-${process.ppid}-ab`, 'github-simulator-ab', `other-${gone}-ab`];
  for (const name of [`github-simulator-${gone}-ab`, ...others])
    await mkdir(join(parent, name, 'file'), { recursive: true });

  const own = await openBlobFolder(parent);
  expect(basename(own)).toContain(`-${process.pid}-`);
  expect((await readdir(parent)).sort()).toEqual([...others, basename(own)].sort());
});
