import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFile } from './make-file.mjs';

const { env } = process;
const workspace = env['GITHUB_WORKSPACE'] ?? process.cwd();

/** @param {readonly string[]} words */
function git(...words) {
  return execFileSync('git', words, { cwd: join(workspace, 'source'), encoding: 'utf8' }).trim();
}

/**
 * @param {number} position
 * @param {Readonly<Record<string, Buffer | string>>} files
 */
function lay(position, files) {
  const folder = join(workspace, 'upload', String(position));
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

try {
  rmSync(join(workspace, 'upload'), { recursive: true, force: true });
  const artifacts = /** @type {readonly { name: string, file: string }[]} */ (
    JSON.parse(env['INPUT_ARTIFACTS'] ?? '[]')
  );
  const from = {
    dist: join(workspace, 'dist'),
    out: join(workspace, 'out'),
    seconds: Number(git('log', '-1', '--format=%ct')),
  };
  const names = artifacts.map(({ name, file }, position) => {
    const content = makeFile(file, from);
    const digest = createHash('sha256').update(content).digest('hex');
    lay(position, { [file]: content, [`${file}.sha256`]: `${digest}  ${file}\n` });
    console.log(`${digest}  ${file}`);
    return name;
  });
  const proof = env['INPUT_PROOF'] ?? '';
  if (proof !== '') {
    // What git has, not what was asked for.
    const sha = git('rev-parse', 'HEAD');
    lay(names.length, { commit: `${sha}\n` });
    names.push(proof.replaceAll('{sha}', sha));
  }
  appendFileSync(env['GITHUB_OUTPUT'] ?? '/dev/null', `names=${JSON.stringify(names)}\n`);
} catch (error) {
  console.log(`::error::${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
