import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** How a command ended, and all that it wrote. */
export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** Variables beside the machine's own; Cascade's and Temporal's are taken from here alone. */
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder; the repository where it isn't given. */
  readonly cwd?: string;
}

/** The real command line as a process of its own, without a terminal. */
export function spawnCli(words: readonly string[], { env = {}, cwd = REPOSITORY }: CliOptions = {}) {
  return spawn(process.execPath, [MAIN, ...words], {
    cwd,
    env: { ...machineVariables(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a command to its end. */
export async function runCli(words: readonly string[], options?: CliOptions): Promise<CliResult> {
  const child = spawnCli(words, options);
  const status = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}

/** Nothing that is set where the tests run may change what a command does or how its text looks. */
function machineVariables(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(CASCADE_|TEMPORAL_|FORCE_COLOR|NO_COLOR|COLUMNS|NODE_)/.test(name),
    ),
  );
}
