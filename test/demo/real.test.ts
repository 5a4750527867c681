import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { LONG } from '../support/long.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/demo/real/main.ts', import.meta.url));

test('a machine without the tools is told all that it lacks, and where each comes from', async () => {
  const run = promisify(execFile)(process.execPath, [MAIN], { env: { PATH: '/nowhere' } });
  await expect(run).rejects.toMatchObject({
    stdout: '',
    stderr: expect.stringMatching(/this machine lacks\n {2}cargo: .*rustup\.rs.*\n {2}git: .*\n {2}tar: /) as string,
  });
}, 60_000);

test.runIf(LONG)(
  'three crates are built by cargo, cold and warm, and released with a binary that runs',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN]);
    expect(stdout).toContain('✔  what the second push built found what the first had left in the cache');
    expect(stdout).toContain('✔  its binary runs');
    expect(stdout).toContain('Everything came out as it must.');
  },
  2_400_000,
);
