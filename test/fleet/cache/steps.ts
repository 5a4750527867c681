import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ActionEnd, JobEvent, Runner } from './job.ts';

type Inputs = Readonly<Record<string, string>>;
type Machine = Pick<Runner, 'run'>;

/** The step that restores `target`, with the defaults of its `action.yml`. */
export function restoreStep(runner: Machine, inputs: Inputs = {}, event?: JobEvent): Promise<ActionEnd> {
  return runner.run('cache-restore', { ...restoreInputs(), ...inputs }, event);
}

/** The inputs of that step. */
export function restoreInputs(): Inputs {
  return { ...defaults('cache-restore'), path: 'target', toolchain: 'rustc 1.95.0', locks: 'Cargo.lock' };
}

/** The step that saves `target` after `restored`. */
export function saveStep(
  runner: Machine,
  restored: ActionEnd,
  inputs: Inputs = {},
  event?: JobEvent,
): Promise<ActionEnd> {
  return runner.run('cache-save', { ...saveInputs(restored), ...inputs }, event);
}

/** The inputs of that step. */
export function saveInputs({ outputs }: ActionEnd): Inputs {
  const { key = '', hit = '' } = outputs;
  return { ...defaults('cache-save'), path: 'target', key, hit };
}

/** The step that cleans, with the defaults of its `action.yml`. */
export function cleanStep(runner: Machine, inputs: Inputs): Promise<ActionEnd> {
  return runner.run('cache-clean', { ...defaults('cache-clean'), ...inputs });
}

/** What a runner gives for the inputs that nobody names. */
export function defaults(action: string): Inputs {
  const file = new URL(`../../../src/fleet/actions/${action}/action.yml`, import.meta.url);
  const { inputs } = parse(readFileSync(file, 'utf8')) as { inputs: Record<string, { default?: string }> };
  const optional = Object.entries(inputs).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(optional);
}
