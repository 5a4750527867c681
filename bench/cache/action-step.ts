import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { timed } from './command.ts';

const ACTIONS = fileURLToPath(new URL('../../src/fleet/actions/', import.meta.url));

/** How a step went. */
export interface StepFigures {
  readonly milliseconds: number;
  /** What the action wrote for later steps. */
  readonly outputs: string;
}

/** Runs one of our actions as a runner does for a push to the default branch. */
export async function runStep(
  action: string,
  cwd: string,
  inputs: Readonly<Record<string, string>>,
): Promise<StepFigures> {
  const [event, output] = [join(cwd, 'event.json'), join(cwd, 'output')];
  await writeFile(event, JSON.stringify({ repository: { default_branch: 'main' } }));
  await rm(output, { force: true });
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
  return { milliseconds, outputs: readFileSync(output, 'utf8') };
}

function defaultsOf(action: string): Record<string, string> {
  const { inputs } = parse(readFileSync(join(ACTIONS, action, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: string }>;
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, { default: value = '' }]) => [name, value]));
}
