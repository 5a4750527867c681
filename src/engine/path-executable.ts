import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { FetchContext } from './fetch-progress.ts';
import { isOlder, reportedVersion } from './reported-version.ts';
import { EXECUTABLE_NAME, SERVER_VERSION } from './server-release.ts';

/** The `temporal` that a shell would find on the PATH. Throws if there is none or it is older than the one that is tested. */
export async function pathExecutable({ env, signal }: FetchContext): Promise<{ path: string; version: string }> {
  const path = await firstOnPath(env);
  if (path === null) throw new Error(`there is no ${EXECUTABLE_NAME} on the PATH`);
  const version = await reportedVersion(path, signal);
  if (isOlder(version, SERVER_VERSION)) {
    throw new Error(
      `${path} is version ${version}, older than ${SERVER_VERSION}, the oldest that is tested: ` +
        `update it the way it was installed (for example: brew upgrade temporal), or take it off the PATH`,
    );
  }
  return { path, version };
}

async function firstOnPath(env: NodeJS.ProcessEnv): Promise<string | null> {
  // Windows writes the name with small letters, and a copy of its environment is no longer blind to case.
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const candidate = join(folder, EXECUTABLE_NAME);
    if (await isExecutableFile(candidate)) return candidate;
  }
  return null;
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
