import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * What of the machine would show in the bytes: paths, times and what cargo thinks is new.
 *
 * @param {{ readonly workspace: string, readonly cargoHome: string, readonly flags: string, readonly epoch: string }} machine
 * @returns {Record<string, string>}
 */
export function reproducible({ workspace, cargoHome, flags, epoch }) {
  const paths = [`--remap-path-prefix=${workspace}=/build`, `--remap-path-prefix=${cargoHome}=/cargo`];
  // Written in one line it would be split at spaces, which a path may have.
  const all = [...flags.split(/\s+/).filter((flag) => flag !== ''), ...paths, '-Cstrip=symbols'];
  return { CARGO_ENCODED_RUSTFLAGS: all.join('\u001f'), CARGO_INCREMENTAL: '0', SOURCE_DATE_EPOCH: epoch };
}

/**
 * Builds the workspace, and tells where its executables are. Throws where cargo fails.
 *
 * @param {string} folder
 * @param {{ readonly target: string, readonly features: string, readonly env: NodeJS.ProcessEnv }} wish
 * @returns {readonly string[]}
 */
export function buildExecutables(folder, { target, features, env }) {
  const words = ['build', '--locked', '--release', '--workspace', '--message-format=json-render-diagnostics'];
  if (target !== '') words.push('--target', target);
  if (features !== '') words.push('--features', features);
  const lines = cargo(folder, words, env).split('\n');
  return lines.flatMap((line) => {
    if (!line.startsWith('{')) return [];
    const { executable } = JSON.parse(line);
    return typeof executable === 'string' ? [executable] : [];
  });
}

/**
 * Packs the crate of the folder's own package, and tells where it is.
 *
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function packCrate(folder, env) {
  const packed = join(folder, 'target', 'package');
  // A cache may bring the crate of an earlier version.
  rmSync(packed, { recursive: true, force: true });
  cargo(folder, ['package', '--locked', '--no-verify'], env);
  const [name, ...others] = readdirSync(packed).filter((file) => file.endsWith('.crate'));
  if (name === undefined || others.length > 0) {
    throw new Error(
      `cargo package left ${others.length === 0 ? 'no crate' : 'several crates'}; write a command that makes the one.`,
    );
  }
  return join(packed, name);
}

/**
 * @param {string} from
 * @param {string} folder
 * @param {string} [name]
 */
export function copyInto(from, folder, name = basename(from)) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(from, join(folder, name));
}

/**
 * @param {string} cwd
 * @param {readonly string[]} words
 * @param {NodeJS.ProcessEnv} env
 */
function cargo(cwd, words, env) {
  console.log(`cargo ${words.join(' ')}`);
  const { status, stdout, error } = spawnSync('cargo', words, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 30,
  });
  if (error !== undefined) throw error;
  if (status !== 0)
    throw new Error(`cargo ${words[0] ?? ''} failed with status ${status ?? 'unknown'}; what it said stands above.`);
  return stdout;
}
