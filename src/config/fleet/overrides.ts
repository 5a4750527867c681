import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Fleet } from '../../domain/fleet/fleet.ts';
import { ACTION_PINS } from '../../domain/fleet/action-pins.ts';
import { breachesOf, eventsOf } from '../../domain/fleet/house-rules.ts';
import { REUSABLE_INPUTS } from '../../domain/fleet/reusable.ts';
import type { Finding } from '../problem.ts';
import { readYaml } from '../yaml-source.ts';
import type { FleetEntry } from './schema.ts';

/** The texts of an organisation's own reusable actions workflows, and what is wrong with them. */
export interface ReadOverrides {
  readonly texts: Fleet['overrides'];
  readonly findings: readonly Finding[];
}

/** Reads the overrides that a file names, from its own folder, and holds them to the rules that ours keep to. */
export async function readOverrides(file: string, { overrides = {} }: FleetEntry): Promise<ReadOverrides> {
  const read = await Promise.all(
    Object.entries(overrides).map(async ([name, path]) => {
      const at = ['fleet', 'overrides', name];
      try {
        const text = await readFile(resolve(dirname(file), path), 'utf8');
        return {
          name,
          text,
          findings: wrongIn(name, text).map((wrong) => ({ path: at, message: `${path} ${wrong}` })),
        };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { name, text: '', findings: [{ path: at, message: `${path} cannot be read (${reason})` }] };
      }
    }),
  );
  return {
    texts: Object.fromEntries(read.map(({ name, text }) => [name, text])),
    findings: read.flatMap(({ findings }) => findings),
  };
}

function wrongIn(name: string, text: string): readonly string[] {
  const source = readYaml(text);
  if ('problems' in source) return source.problems.map(({ message, line }) => `is no YAML (line ${line}: ${message})`);
  const breaches = breachesOf(source.data).map(({ job, message }) =>
    job === null ? message : `in job ${job} ${message}`,
  );
  return [...breaches, ...withoutPin(text), ...wrongCall(name, source.data)];
}

/** The actions that are to be pinned, and of which nobody says the commit. */
function withoutPin(text: string): readonly string[] {
  const actions = Array.from(text.matchAll(/uses: ([^\s@]+)@pinned\b/g), ([, action]) => action ?? '');
  const isKnown = (action: string) =>
    action.startsWith('CI/') || action.split('/').slice(0, 2).join('/') in ACTION_PINS;
  return actions
    .filter((action) => !isKnown(action))
    .map((action) => `has a step whose action ${action}@pinned has no pin; give its full commit hash`);
}

/** What keeps the repositories from calling it as they call ours. */
function wrongCall(name: string, data: unknown): readonly string[] {
  const on = valueAt(data, 'on');
  if (!eventsOf(on).includes('workflow_call')) return ['has no workflow_call, so no repository can call it'];
  const inputs = valueAt(valueAt(on, 'workflow_call'), 'inputs');
  const lacking = (REUSABLE_INPUTS[name] ?? []).filter((input) => valueAt(inputs, input) === undefined);
  return lacking.length === 0 ? [] : [`lacks the inputs ${lacking.join(', ')}, which repositories give it`];
}

function valueAt(data: unknown, key: string): unknown {
  return Object.entries(data ?? {}).find(([name]) => name === key)?.[1];
}
