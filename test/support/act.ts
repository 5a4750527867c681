import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FETCH = fileURLToPath(new URL('../../.ci/fetch-act', import.meta.url));

/** The path of act's executable, fetched where this machine has none yet: that can take a minute. */
export async function actExecutable(): Promise<string> {
  return (await promisify(execFile)(FETCH)).stdout.trim();
}

/** How long a test may take that fetches act first, in milliseconds. */
export const WITH_ACT = 180_000;
