import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const SETUP = fileURLToPath(new URL('../../../src/fleet/actions/setup/', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'cascade-setup-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let made = 0;

/** Runs one of the scripts where a repository with these files is checked out, and tells what it put out. */
function run(script: string, files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>) {
  made += 1;
  const workspace = join(folder, String(made));
  mkdirSync(join(workspace, 'source'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, 'source', name), text);
  const output = join(workspace, 'output');
  const { status, stdout } = spawnSync('bash', [join(SETUP, script)], {
    cwd: workspace,
    env: { ...process.env, GITHUB_OUTPUT: output, ...env },
    encoding: 'utf8',
  });
  return { status, said: stdout, output: existsSync(output) ? readFileSync(output, 'utf8') : '' };
}

describe('the lock file', () => {
  const required = { LOCK: 'required' };

  test.each([
    ['rust', 'Cargo.lock'],
    ['node', 'package-lock.json'],
    ['go', 'go.sum'],
  ])('of %s is %s, and another content has another digest', (language, name) => {
    const [first, second] = ['one', 'two'].map((text) =>
      run('lock.sh', { [name]: text }, { LANGUAGE: language, ...required }),
    );
    expect(first?.output).toMatch(new RegExp(`^locks=source/${name}\nlock=[0-9a-f]{40}\n$`));
    expect(second?.output).not.toBe(first?.output);
  });

  test.each([
    ['rust', { 'Cargo.toml': '[package]' }, 'Cargo.lock'],
    ['node', { 'package.json': '{}' }, 'package-lock.json'],
    ['go', { 'go.mod': 'module a\n\nrequire b v1.0.0\n' }, 'go.sum'],
    ['rust', { 'Cargo.lock': '' }, 'Cargo.lock'],
  ])('of %s is missed loudly', (language, files, name) => {
    const { status, said, output } = run('lock.sh', files, { LANGUAGE: language, ...required });
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(said).toContain(`::error::There is no ${name}. Commit it`);
  });

  test('of Go is go.mod where nothing is required', () => {
    const { output } = run('lock.sh', { 'go.mod': 'module a\n' }, { LANGUAGE: 'go', ...required });
    expect(output).toContain('locks=source/go.mod');
  });
});

describe('the file that says the version', () => {
  test.each([
    ['node', { '.nvmrc': '24', 'package.json': '{"engines":{"node":"24"}}' }, 'file=source/.nvmrc\n'],
    ['node', { 'package.json': '{"engines":{"node":"24"}}' }, 'file=source/package.json\n'],
    ['node', { 'package.json': '{}' }, ''],
    ['go', { 'go.mod': 'module a\n' }, 'file=source/go.mod\n'],
    ['rust', { 'rust-toolchain.toml': '' }, ''],
  ])('of %s', (language, files, expected) => {
    expect(run('version-file.sh', files, { LANGUAGE: language, TOOLCHAIN: '' })).toMatchObject({
      status: 0,
      output: expected,
    });
    expect(run('version-file.sh', files, { LANGUAGE: language, TOOLCHAIN: '1.2.3' })).toMatchObject({
      status: 0,
      output: '',
    });
  });
});
