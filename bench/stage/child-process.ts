import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };
import { readUsage, type Usage } from './usage.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const REPORT_USAGE = new URL('./report-usage.ts', import.meta.url).href;

const { scripts } = manifest;

/** A part of Cascade in a process of its own. */
export interface PartProcess {
  /** The line of its log that said it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** The memory that is resident now, mebibytes. */
  residentMemory(): Promise<number>;
  /** Asks it to end, and tells what it used. */
  stop(): Promise<Usage>;
}

/** Starts a script of `package.json` as a user would, and waits for a line of its log. Rejects with the log where it ends before. */
export async function startPart(
  script: keyof typeof scripts,
  environment: Readonly<Record<string, string>>,
  readyMessage: string,
  options: readonly string[] = [],
): Promise<PartProcess> {
  // Without npm in between, whose memory is nobody's concern; the scripts replace their shell by what they start.
  const child = spawn([scripts[script], ...options].join(' '), {
    shell: true,
    cwd: REPOSITORY,
    env: {
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      HOME: process.env['HOME'],
      NODE_OPTIONS: `--import=${REPORT_USAGE}`,
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = once(child, 'exit').finally(() => process.removeListener('exit', kill));
  const usage = readUsage(readableOf(child, 3));
  // Only `stop` asks for it; a process that ended too early is told of by its log.
  usage.catch(() => undefined);
  const ready = await logLine(readableOf(child, 2), readyMessage, script);
  return {
    ready,
    residentMemory: () => residentMemory(child),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      return usage;
    },
  };
}

/** As `ps` has it on Linux and macOS, in kibibytes. */
async function residentMemory({ pid = 0 }: ChildProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

function readableOf(child: ChildProcess, descriptor: 2 | 3): Readable {
  const stream = child.stdio[descriptor];
  if (stream instanceof Readable) return stream;
  throw new Error(`Internal error, please report: descriptor ${descriptor} of a bench's process is no pipe`);
}

/** The first line of the log with that message; what is logged later is read and dropped, so that the pipe never fills. */
async function logLine(log: Readable, message: string, script: string): Promise<Readonly<Record<string, unknown>>> {
  const { promise, resolve, reject } = Promise.withResolvers<Readonly<Record<string, unknown>>>();
  const seen: string[] = [];
  let found = false;
  createInterface({ input: log })
    .on('line', (line) => {
      if (found) return;
      seen.push(line);
      const entry = parseLine(line);
      if (entry['msg'] !== message) return;
      found = true;
      resolve(entry);
    })
    .on('close', () => {
      reject(new Error(`${script} ended before it logged "${message}":\n${seen.slice(-20).join('\n')}`));
    });
  return promise;
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}
