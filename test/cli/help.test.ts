import { expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const COMMANDS = [
  ...['demo', 'up', 'validate', 'doctor', 'plan', 'release', 'nightly', 'push', 'status'],
  ...['verify', 'lock', 'bump', 'prune', 'sign', 'reconcile', 'token', 'fleet'],
];

test('the help names every command and every exit status', async () => {
  const { status, stdout, stderr } = await runCli(['--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  for (const code of [0, 1, 2, 3, 130]) expect(stdout).toMatch(new RegExp(`^  ${code} +\\w`, 'm'));
});

test.each(COMMANDS)('the help of %s has examples', async (command) => {
  const { status, stdout } = await runCli([command, '--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`Examples:\\n(.*\\n)*?.*cascade ${command}`));
});

test('the help of up lists the environment', async () => {
  const { stdout } = await runCli(['up', '--help']);
  expect(stdout).toContain('CASCADE_GITHUB_TOKEN_FILE');
  expect(stdout).toContain('[cascade.yml]');
});

test.each([
  ['no command at all', []],
  ['an unknown command', ['relaese']],
  ['an unknown option', ['status', '--wtach']],
])('%s ends with status 2', async (_, words) => {
  const { status, stdout, stderr } = await runCli(words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).not.toBe('');
});
