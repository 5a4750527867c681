import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program to its end and tells how many milliseconds it took. Throws with what it said where it failed. */
export async function timed(
  program: string,
  options: readonly string[],
  how: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  const began = performance.now();
  const child = spawn(program, options, { ...how, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${options.join(' ')} ended with ${code}:\n${said}`);
  return performance.now() - began;
}

/** The same for a line of shell. */
export function timedLine(line: string, cwd: string): Promise<number> {
  return timed('sh', ['-c', line], { cwd });
}
