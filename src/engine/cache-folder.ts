import { homedir } from 'node:os';
import { join } from 'node:path';
import { SERVER_VERSION } from './server-release.ts';

/** The folder that keeps the fetched server: outside every checkout, so that a second clone fetches nothing. */
export function defaultCacheFolder(env: NodeJS.ProcessEnv): string {
  return join(userCacheFolder(env), 'cascade', 'temporal', SERVER_VERSION);
}

function userCacheFolder(env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] ?? homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches');
  if (process.platform === 'win32') return env['LOCALAPPDATA'] ?? home;
  // An empty or relative XDG_CACHE_HOME counts as unset (XDG Base Directory Specification).
  const configured = env['XDG_CACHE_HOME'] ?? '';
  return configured.startsWith('/') ? configured : join(home, '.cache');
}
