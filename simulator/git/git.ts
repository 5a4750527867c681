import { execFileSync } from 'node:child_process';

/** What a call of git is given beside its arguments. */
interface Given {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs git in a folder and gives what it printed. Throws with what git says; nothing of the user's own settings counts. */
export function git(folder: string, args: readonly string[], { input = '', environment = {} }: Given = {}): string {
  return execFileSync('git', ['-C', folder, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 ** 2,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...strangersEnvironment(), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...environment },
  });
}

/** Within a hook of git's, its variables would name another repository. */
function strangersEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
}
