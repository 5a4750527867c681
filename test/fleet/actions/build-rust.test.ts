import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../../../src/fleet/actions/build-rust/main.mjs', import.meta.url));
const HAS_CARGO = spawnSync('cargo', ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'cascade-rust-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A job's folder of that name with a small crate checked out in it; `lock` says whether it comes with a lock file. */
function workspaceWithCrate(name: string, { lock = true } = {}): string {
  const workspace = join(folder, name);
  const source = join(workspace, 'source');
  mkdirSync(join(source, 'src'), { recursive: true });
  writeFileSync(
    join(source, 'Cargo.toml'),
    '[package]\nname = "tiny"\nversion = "0.1.0"\nedition = "2021"\ndescription = "A test"\nlicense = "MIT"\n\n[features]\nloud = []\n',
  );
  // The path of the file and the line are in the binary, as they are in every program that can panic.
  writeFileSync(
    join(source, 'src/main.rs'),
    'fn main() {\n    println!("{} {}", file!(), cfg!(feature = "loud"));\n    assert!(std::env::args().count() > 0);\n}\n',
  );
  if (lock) execFileSync('cargo', ['generate-lockfile', '--offline'], { cwd: source, stdio: 'pipe' });
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
      cwd: source,
      env: { ...process.env, GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z', GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z' },
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'One');
  return workspace;
}

function build(workspace: string, inputs: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [MAIN], {
    env: { ...process.env, GITHUB_WORKSPACE: workspace, CARGO_NET_OFFLINE: 'true', ...inputs },
    encoding: 'utf8',
  });
}

describe.skipIf(!HAS_CARGO)('a build of a Rust repository (needs cargo)', () => {
  test('gives the same bytes in two places, and a program that runs', () => {
    const [here, there] = [workspaceWithCrate('here'), workspaceWithCrate('another place')];
    expect([build(here).status, build(there).status]).toEqual([0, 0]);
    const [first, second] = [here, there].map((workspace) => readFileSync(join(workspace, 'out', 'tiny')));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    expect(first?.includes(folder)).toBe(false);
    expect(execFileSync(join(here, 'out', 'tiny'), { encoding: 'utf8' })).toContain('main.rs false');
  }, 120_000);

  test('has the features that are asked for, and packs the crate under the name that the chain has for it', () => {
    const workspace = workspaceWithCrate('featured');
    const artifacts = JSON.stringify([{ name: 'tiny-v1.crate', file: 'tiny-v1.crate' }]);
    const { status } = build(workspace, { INPUT_FEATURES: 'loud', INPUT_ARTIFACTS: artifacts });
    expect(status).toBe(0);
    expect(execFileSync(join(workspace, 'out', 'tiny'), { encoding: 'utf8' })).toContain('true');
    expect(existsSync(join(workspace, 'dist', 'tiny-v1.crate'))).toBe(true);
  }, 120_000);

  test('packs the crate of this version, whatever crates a cache brought', () => {
    const workspace = workspaceWithCrate('cached');
    const packed = join(workspace, 'source', 'target', 'package');
    mkdirSync(packed, { recursive: true });
    writeFileSync(join(packed, 'tiny-0.0.9.crate'), 'old');
    const artifacts = JSON.stringify([{ name: 'tiny.crate', file: 'tiny.crate' }]);
    const { status, stdout } = build(workspace, { INPUT_ARTIFACTS: artifacts });
    expect(status, stdout).toBe(0);
    expect(readFileSync(join(workspace, 'dist', 'tiny.crate'), 'latin1')).not.toBe('old');
  }, 120_000);

  test('fails without a lock file', () => {
    const { status, stdout } = build(workspaceWithCrate('loose', { lock: false }));
    expect(status).toBe(1);
    expect(stdout).toContain('::error::cargo build failed');
  }, 120_000);
});
