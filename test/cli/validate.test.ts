import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../engine/folders.ts';
import { runCli } from '../support/run-cli.ts';

const BROKEN = `chain: acme
repositories:
  engine: { repository: acme/engine, needs: [app] }
  app: { repository: acme/app, needs: [engine], kindd: binary }
`;

async function folderWith(content: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'cascade.yml'), content);
  return folder;
}

test('a chain that is in order is said to be', async () => {
  expect(await runCli(['validate', 'examples/minimal/cascade.yml'])).toEqual({
    status: 0,
    stdout: 'chain acme is in order: 3 repositories, releases are published in acme/app\n',
    stderr: '',
  });
});

test('every problem is shown at once, each with its place', async () => {
  const cwd = await folderWith(BROKEN);
  expect(await runCli(['validate'], { cwd })).toEqual({
    status: 2,
    stdout:
      'cascade.yml:3:46: a cycle: engine needs app, app needs engine\n' +
      'cascade.yml:4:49: unknown key "kindd"; did you mean "kind"?\n\n2 problems\n',
    stderr: '',
  });
});

test('broken YAML is shown where it breaks', async () => {
  const cwd = await folderWith('chain: acme\nrepositories: [\n');
  const { status, stdout } = await runCli(['validate', 'cascade.yml'], { cwd });
  expect(status).toBe(2);
  expect(stdout).toMatch(/^cascade\.yml:\d+:\d+: .+\n\n1 problem\n$/);
});

test('programs get the problems as JSON', async () => {
  const cwd = await folderWith(BROKEN);
  const { status, stdout } = await runCli(['validate', '--json'], { cwd });
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    problems: [
      { file: 'cascade.yml', line: 3, column: 46 },
      { file: 'cascade.yml', line: 4, column: 49 },
    ],
  });
  const good = await runCli(['validate', 'examples/minimal', '--json']);
  expect(JSON.parse(good.stdout)).toEqual({ ok: true, chains: ['acme'] });
});

test('a file that is not there is a problem with a hint', async () => {
  const { status, stdout } = await runCli(['validate', 'nowhere.yml']);
  expect(status).toBe(2);
  expect(stdout).toContain('nowhere.yml:1:1: cannot be read');
  expect(stdout).toContain('check the path');
});

test('a mistake in the environment names the variable', async () => {
  const { status, stderr } = await runCli(['validate'], { env: { CASCADE_CHAIN: 'cascade.yml' } });
  expect(status).toBe(2);
  expect(stderr).toBe(
    'The environment is not in order:\n  unknown variable CASCADE_CHAIN; did you mean "CASCADE_CHAINS"?\n',
  );
});
