import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const FILE = ['--file', 'test/fleet/golden/cascade.yml'];
const WORKFLOWS = '.github/workflows';

const folder = mkdtempSync(join(tmpdir(), 'cascade-fleet-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a folder', () => {
  const fleet = join(folder, 'fleet');
  const ci = join(fleet, 'acme/app', WORKFLOWS, 'ci.yml');

  test('is filled, and is then as generated', async () => {
    expect((await runCli(['fleet', 'check', fleet, ...FILE])).status).toBe(1);
    expect(await runCli(['fleet', 'render', fleet, ...FILE])).toMatchObject({ status: 0, stderr: '' });
    expect(await runCli(['fleet', 'check', fleet, ...FILE])).toEqual({
      status: 0,
      stdout: '8 repositories, all as generated\n',
      stderr: '',
    });
    expect(readFileSync(ci, 'utf8')).toBe(
      readFileSync(join('test/fleet/golden/acme/app', WORKFLOWS, 'ci.yml'), 'utf8'),
    );
  });

  test('that a person changed is told, shown and left, until it is taken over', async () => {
    appendFileSync(ci, '# mine\n');
    const checked = await runCli(['fleet', 'check', fleet, '--only', 'acme/app', ...FILE]);
    expect(checked).toMatchObject({ status: 1 });
    expect(checked.stdout).toContain(`acme/app/${WORKFLOWS}/ci.yml was changed by hand`);

    const shown = await runCli(['fleet', 'diff', fleet, '--only', 'acme/app', ...FILE]);
    expect(shown).toMatchObject({ status: 1 });
    expect(shown.stdout).toContain('-# mine');

    expect((await runCli(['fleet', 'render', fleet, ...FILE])).status).toBe(1);
    expect(readFileSync(ci, 'utf8')).toContain('# mine');
    expect((await runCli(['fleet', 'render', fleet, '--take', ...FILE])).status).toBe(0);
    expect(readFileSync(ci, 'utf8')).not.toContain('# mine');
  }, 60_000);

  test('loses what is generated no longer, and nothing that a person wrote', async () => {
    const stale = join(fleet, 'acme/engine', WORKFLOWS, 'chain.yml');
    const own = join(fleet, 'acme/engine', WORKFLOWS, 'deploy.yml');
    writeFileSync(stale, readFileSync(join(fleet, 'acme/handbook', WORKFLOWS, 'chain.yml')));
    writeFileSync(own, 'name: Deploy\n');
    const { stdout } = await runCli(['fleet', 'check', fleet, '--json', '--only', 'acme/engine', ...FILE]);
    expect(JSON.parse(stdout)).toEqual([
      { repository: 'acme/engine', drift: [{ path: `${WORKFLOWS}/chain.yml`, state: 'left-over' }] },
    ]);
    await runCli(['fleet', 'render', fleet, ...FILE]);
    expect(() => readFileSync(stale)).toThrow('ENOENT');
    expect(readFileSync(own, 'utf8')).toBe('name: Deploy\n');
  });

  test('tells of a repository that is in the fleet no longer', async () => {
    const gone = join(fleet, 'acme/gone', WORKFLOWS);
    mkdirSync(gone, { recursive: true });
    writeFileSync(join(gone, 'chain.yml'), readFileSync(join(fleet, 'acme/handbook', WORKFLOWS, 'chain.yml')));
    const { status, stdout } = await runCli(['fleet', 'check', fleet, ...FILE]);
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: `acme/gone/${WORKFLOWS}/chain.yml is generated no longer\n\n1 difference\n`,
    });
    rmSync(join(fleet, 'acme/gone'), { recursive: true });
  });

  test('shows a file that is missing as one that is added, and says so where there is no git to show it', async () => {
    rmSync(ci);
    const words = ['fleet', 'diff', fleet, '--only', 'acme/app', ...FILE];
    const shown = await runCli(words);
    expect(shown).toMatchObject({ status: 1, stderr: '' });
    expect(shown.stdout).toMatch(/^--- \/dev\/null$/m);
    expect(shown.stdout).toMatch(/^\+name: CI$/m);
    const withoutGit = await runCli(words, { env: { PATH: join(folder, 'nothing') } });
    expect(withoutGit.status).toBe(2);
    expect(withoutGit.stderr).toContain('git could not be started');
  });

  test('gets nothing where the configuration is not in order', async () => {
    const wrong = join(folder, 'wrong.yml');
    writeFileSync(wrong, readFileSync('test/fleet/golden/cascade.yml', 'utf8').replace('/var/cache/cascade', '/'));
    const untouched = join(folder, 'untouched');
    const { status, stderr } = await runCli(['fleet', 'render', untouched, '--file', wrong]);
    expect(status).toBe(2);
    expect(stderr).toContain('the root "/" is the whole disk');
    expect(() => readFileSync(untouched)).toThrow('ENOENT');
  });
});

test('an unknown repository is told with those that there are', async () => {
  const { status, stderr } = await runCli(['fleet', 'check', folder, '--only', 'acme/none', ...FILE]);
  expect(status).toBe(2);
  expect(stderr).toContain('acme/none is not in the fleet; it has acme/ci, acme/handbook, acme/engine');
});

test('what a repository wrote by hand is told part by part', async () => {
  const workflows = join(folder, 'clone', WORKFLOWS);
  mkdirSync(workflows, { recursive: true });
  writeFileSync(
    join(workflows, 'ci.yml'),
    'on: push\njobs: { a: { steps: [{ run: cargo test }, { run: ./deploy.sh }] } }\n',
  );
  const { status, stdout } = await runCli(['fleet', 'adopt', join(folder, 'clone')]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}covered +job a +cargo test \(the check test\)$/m);
  expect(stdout).toMatch(/^ {2}not covered +job a +\.\/deploy\.sh$/m);
  expect(stdout).toContain('2 parts covered, 1 not');
  const nothing = await runCli(['fleet', 'adopt', join(folder, 'nothing')]);
  expect(nothing.status).toBe(2);
  expect(nothing.stderr).toContain('There is nothing at');
});
