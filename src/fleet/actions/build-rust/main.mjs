import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildExecutables, copyInto, packCrate, reproducible } from './build.mjs';

const { env } = process;

try {
  const workspace = env['GITHUB_WORKSPACE'] ?? process.cwd();
  const source = join(workspace, 'source');
  const machine = {
    workspace,
    cargoHome: env['CARGO_HOME'] ?? join(homedir(), '.cargo'),
    flags: env['RUSTFLAGS'] ?? '',
    epoch: execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: source, encoding: 'utf8' }).trim(),
  };
  const building = env['INPUT_REPRODUCIBLE'] === 'false' ? env : { ...env, ...reproducible(machine) };
  const wish = { target: env['INPUT_TARGET'] ?? '', features: env['INPUT_FEATURES'] ?? '', env: building };
  for (const executable of buildExecutables(source, wish)) copyInto(executable, join(workspace, 'out'));
  const files = /** @type {readonly { file: string }[]} */ (JSON.parse(env['INPUT_ARTIFACTS'] ?? '[]'));
  for (const { file } of files.filter((wanted) => wanted.file.endsWith('.crate'))) {
    copyInto(packCrate(source, building), join(workspace, 'dist'), file);
  }
} catch (error) {
  console.log(`::error::${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
