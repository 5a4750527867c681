import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { timed } from './command.ts';

const ACTIONS = fileURLToPath(new URL('../../src/fleet/actions/', import.meta.url));

/** What a step took, milliseconds. */
export interface StepFigures {
  /** The whole process. */
  readonly process: number;
  /** What the action says of itself. */
  readonly own: number;
}

/** The key under which what is built there would be kept. */
export async function missedKey(cwd: string, inputs: Readonly<Record<string, string>>): Promise<string> {
  const { outputs } = await runStep('cache-restore', cwd, inputs);
  return outputOf(outputs, 'key');
}

/** What a step took that must have ended so: else there is nothing to compare. */
export async function stepThat(
  action: string,
  cwd: string,
  inputs: Readonly<Record<string, string>>,
  output: string,
  expected: string,
): Promise<StepFigures> {
  const { process, outputs } = await runStep(action, cwd, inputs);
  if (outputOf(outputs, output) === expected) return { process, own: Number(outputOf(outputs, 'seconds')) * 1000 };
  throw new Error(`${action} did not do its work: ${outputOf(outputs, 'reason')}`);
}

function outputOf(outputs: string, name: string): string {
  return new RegExp(`^${name}<<.*\\n(.*)$`, 'm').exec(outputs)?.[1] ?? '';
}

/** Runs one of our actions as a runner does for a push to the default branch; gives milliseconds, and what it wrote for later steps. */
async function runStep(action: string, cwd: string, inputs: Readonly<Record<string, string>>) {
  // A folder for each: its time says when the job began.
  const step = await mkdtemp(join(cwd, 'step-'));
  const [event, output] = [join(step, 'event.json'), join(step, 'output')];
  await writeFile(event, JSON.stringify({ repository: { default_branch: 'main' } }));
  const given = { ...defaultsOf(action), ...inputs };
  const milliseconds = await timed(process.execPath, [join(ACTIONS, action, 'main.mjs')], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      GITHUB_EVENT_PATH: event,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REPOSITORY: 'acme/bench',
      GITHUB_OUTPUT: output,
      ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  });
  return { process: milliseconds, outputs: readFileSync(output, 'utf8') };
}

function defaultsOf(action: string): Record<string, string> {
  const { inputs } = parse(readFileSync(join(ACTIONS, action, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: string }>;
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, { default: value = '' }]) => [name, value]));
}
