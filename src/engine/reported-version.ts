import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sentenceOf } from './engine-error.ts';

const TIMEOUT_MS = 10_000;

/** The version that an executable says it is, as `1.9.1`. Throws if it can't be run or is another program of that name. */
export async function reportedVersion(executable: string, signal?: AbortSignal): Promise<string> {
  const said = await run(executable, signal);
  const version = /^temporal version (\d+\.\d+\.\d+)/.exec(said)?.[1];
  if (version === undefined) {
    throw new Error(
      `${executable} --version does not answer as Temporal's CLI does, but: ${said.slice(0, 80).trim() || 'nothing'}`,
    );
  }
  return version;
}

async function run(executable: string, signal?: AbortSignal): Promise<string> {
  try {
    const options = { timeout: TIMEOUT_MS, ...(signal === undefined ? {} : { signal }) };
    return (await promisify(execFile)(executable, ['--version'], options)).stdout;
  } catch (error) {
    throw new Error(`${executable} --version can't be run: ${sentenceOf(error)}`, { cause: error });
  }
}

/** Whether version `a` comes before version `b`; both are three numbers with dots. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
