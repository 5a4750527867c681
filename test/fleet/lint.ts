import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What the two linters found, as they wrote it; empty where all is clean. */
export interface Linted {
  readonly actionlint: string;
  readonly zizmor: string;
}

/** What zizmor says of nothing, though it is told to be quiet. */
const NOTHING = /^No findings to report\..*\n$/;

/** Runs actionlint and zizmor, in the versions of `.ci/lint-actions`, over actions workflows and the folder that they lie in. */
export async function lint(folder: string, workflows: readonly string[]): Promise<Linted> {
  const tools = execFileSync(join('.ci', 'lint-actions'), ['--tools'], { encoding: 'utf8' }).trim();
  const [actionlint, zizmor] = await Promise.all([
    written(join(tools, 'actionlint'), ['-shellcheck=', '-pyflakes=', '-oneline', ...workflows]),
    written(join(tools, 'venv/bin/zizmor'), [
      ...['--offline', '--quiet', '--no-progress', '--color=never', '--persona=pedantic', '--strict-collection'],
      '--collect=all',
      folder,
    ]),
  ]);
  return { actionlint, zizmor: zizmor.replace(NOTHING, '') };
}

/** All that a command wrote. Throws where it couldn't run at all; that it found something is no failure of its own. */
async function written(command: string, words: readonly string[]): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile(command, words, { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number')
        reject(new Error(`${command} could not run`, { cause: error }));
      else resolve(stdout + stderr);
    });
  });
}
