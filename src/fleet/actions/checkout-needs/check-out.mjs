import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const TRIES = 3;

/**
 * Checks a repository out, and tells at which commit. What an earlier job left in its folder is removed: nothing but the
 * workspace is ever touched. Throws where GitHub has no such commit.
 *
 * @param {import('./needs.mjs').Need} need
 * @param {{ readonly workspace: string, readonly server: string, readonly token: string }} from
 * @returns {string}
 */
export function checkOut({ repository, folder, commit, ref }, { workspace, server, token }) {
  const place = join(workspace, folder);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const env = withToken(process.env, server, token);
  /** @param {readonly string[]} words */
  const git = (...words) => execFileSync('git', words, { cwd: place, env, encoding: 'utf8' }).trim();
  git('init', '--quiet');
  retried(() => git('fetch', '--quiet', '--depth=1', `${server}/${repository}.git`, commit ?? ref));
  git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
  const head = git('rev-parse', 'HEAD');
  if (commit !== null && head !== commit) throw new Error(`${repository} is at ${head}, and should be at ${commit}.`);
  console.log(`${repository} at ${head}`);
  return head;
}

/**
 * The token goes in by the environment: arguments can be seen by every process of the runner, and a remote would keep it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} server
 * @param {string} token
 * @returns {NodeJS.ProcessEnv}
 */
function withToken(env, server, token) {
  if (token === '') return env;
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    ...env,
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${count}`]: `http.${server}/.extraheader`,
    [`GIT_CONFIG_VALUE_${count}`]: `AUTHORIZATION: basic ${basic}`,
  };
}

/** @param {() => void} attempt */
function retried(attempt) {
  for (let tried = 1; ; tried += 1) {
    try {
      attempt();
      return;
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}
