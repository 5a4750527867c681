import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ACTIONS = fileURLToPath(new URL('../../../src/fleet/actions/', import.meta.url));

/** The event of a job, as a runner tells it to an action. */
export interface JobEvent {
  readonly name: string;
  readonly ref: string;
  readonly payload: object;
  /** When the job began, where that is earlier than now. */
  readonly began?: Date;
  /** Set for the steps of the job. */
  readonly environment?: Readonly<Record<string, string>>;
}

const REPOSITORY = { default_branch: 'main', full_name: 'acme/engine' };

/** A push to the default branch. */
export const PUSH: JobEvent = { name: 'push', ref: 'refs/heads/main', payload: { repository: REPOSITORY } };

/** A pull request of a branch, or of a fork. */
export function pullRequest(number: number, from = 'acme/engine'): JobEvent {
  const pull = { number, head: { repo: { full_name: from } } };
  return {
    name: 'pull_request',
    ref: `refs/pull/${number}/merge`,
    payload: { repository: REPOSITORY, pull_request: pull },
  };
}

/** How an action ended. */
export interface ActionEnd {
  /** `null` where it was killed. */
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: string;
}

/** An action under way. */
export interface RunningAction {
  readonly pid: number;
  kill(): void;
  readonly ended: Promise<ActionEnd>;
}

/** A folder with a workspace and, once a job opened it, a cache. */
export interface Runner {
  readonly root: string;
  readonly workspace: string;
  /** The folder in the workspace that its steps restore and save, unless told otherwise. */
  readonly target: string;
  /** Starts one of our actions as a runner does: in a process of its own, inputs in its environment. */
  start(action: string, inputs: Readonly<Record<string, string>>, event?: JobEvent): Promise<RunningAction>;
  run(action: string, inputs: Readonly<Record<string, string>>, event?: JobEvent): Promise<ActionEnd>;
  remove(): Promise<void>;
}

/** A machine to run actions on, as that user where it isn't our own. Whoever makes it removes it. */
export async function makeRunner(user: number | null = null): Promise<Runner> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'cascade-cache-')));
  const workspace = join(home, 'workspace');
  await mkdir(workspace);
  await writeFile(join(workspace, 'Cargo.lock'), 'version = 4\n');
  const root = join(home, 'cache');
  let number = 0;
  const start: Runner['start'] = async (action, inputs, event = PUSH) => {
    const step = join(home, `step-${(number += 1)}`);
    await mkdir(step);
    await writeFile(join(step, 'event.json'), JSON.stringify(event.payload));
    if (event.began !== undefined) await utimes(step, event.began, event.began);
    if (user !== null) for (const each of [home, workspace, step]) await chown(each, user, user);
    const child = spawn(process.execPath, [join(ACTIONS, action, 'main.mjs')], {
      cwd: workspace,
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        ...runnerEnvironment(step, event),
        ...event.environment,
        ...asInputs({ root, ...inputs }),
      },
      ...(user === null ? {} : { uid: user, gid: user }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    const collect = (text: Buffer) => (log += text.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const ended = once(child, 'close').then(async ([code]: unknown[]) => ({
      code: typeof code === 'number' ? code : null,
      outputs: parseOutputs(await read(join(step, 'output'))),
      summary: await read(join(step, 'summary')),
      log,
    }));
    return { pid: child.pid ?? 0, kill: () => child.kill('SIGKILL'), ended };
  };
  const run: Runner['run'] = async (...how) => (await start(...how)).ended;
  const target = join(workspace, 'target');
  return { root, workspace, target, start, run, remove: () => rm(home, { recursive: true, force: true }) };
}

function runnerEnvironment(step: string, { name, ref }: JobEvent) {
  return {
    GITHUB_EVENT_PATH: join(step, 'event.json'),
    GITHUB_OUTPUT: join(step, 'output'),
    GITHUB_STEP_SUMMARY: join(step, 'summary'),
    GITHUB_EVENT_NAME: name,
    GITHUB_REF: ref,
    GITHUB_REPOSITORY: 'acme/engine',
    GITHUB_SHA: 'a'.repeat(40),
  };
}

function asInputs(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/** What a runner reads: `name<<END`, the value, `END`. */
function parseOutputs(text: string): Record<string, string> {
  const values = text.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2\n/gm);
  return Object.fromEntries(Array.from(values, ([, name = '', , value = '']) => [name, value]));
}
