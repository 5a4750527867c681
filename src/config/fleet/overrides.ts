import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ACTION_PINS } from '../../domain/fleet/action-pins.ts';
import type { Fleet } from '../../domain/fleet/fleet.ts';
import { fillPins, openPins } from '../../domain/fleet/open-pins.ts';
import { wrongOverride } from '../../domain/fleet/override-rules.ts';
import type { Finding } from '../problem.ts';
import { readYaml } from '../yaml-source.ts';
import type { FleetEntry } from './schema.ts';

/** The texts of an organisation's own reusable actions workflows, and what is wrong with them. */
export interface ReadOverrides {
  readonly texts: Fleet['overrides'];
  readonly findings: readonly Finding[];
}

/** What stands for a commit that isn't chosen here: what is still open with it in place is open for ever. */
const ANY_COMMIT = '0'.repeat(40);

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
  const source = readYaml(fillPins(text, (action) => `${action}@${ANY_COMMIT}`));
  if ('problems' in source) return source.problems.map(({ message, line }) => `is no YAML (line ${line}: ${message})`);
  return [...withoutPin(text), ...wrongOverride(name, source.data)];
}

/** The actions that are to be pinned, and of which nobody says the commit. */
function withoutPin(text: string): readonly string[] {
  const isKnown = (action: string) =>
    action.startsWith('CI/') || Object.hasOwn(ACTION_PINS, action.split('/').slice(0, 2).join('/'));
  return openPins(text)
    .filter((action) => !isKnown(action))
    .map((action) => `has a step whose action ${action}@pinned has no pin; give its full commit hash`);
}
