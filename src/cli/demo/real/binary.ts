import { execFile, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { join } from 'node:path';

const READ = 'The cat and the dog\n';

/** What the released binary makes of a text, without its spaces. */
export const EXPECTED = '{"total":5,"words":{"and":1,"cat":1,"dog":1,"the":2}}';

/** Unpacks a released archive, and gives what its binary says of a text; spaces are left out. Rejects where it does not run. */
export async function runReleased(archive: string, folder: string, signal: AbortSignal): Promise<string> {
  await promisify(execFile)('tar', ['--extract', '--file', archive, '--directory', folder], { signal });
  const { stdout: list } = await promisify(execFile)('tar', ['--list', '--file', archive], { signal });
  const binary = list.split('\n').find((path) => /(^|\/)tally$/.test(path));
  if (binary === undefined) throw new Error(`${archive} holds no tally, but ${list.trim().replaceAll('\n', ', ')}`);
  const child = spawn(join(folder, binary), ['--json'], { stdio: ['pipe', 'pipe', 'inherit'], signal });
  child.stdin.end(READ);
  return (await text(child.stdout)).replace(/\s/g, '');
}
