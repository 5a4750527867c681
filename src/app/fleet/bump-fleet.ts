import { readFile, rename, writeFile } from 'node:fs/promises';
import { updatePins } from '../../config/fleet/update-pins.ts';
import type { Environment } from '../../config/environment.ts';
import { makeGitHub } from '../../github/github.ts';
import { gitHubOptions } from '../github-options.ts';
import { UserError } from '../user-error.ts';
import { requireFleet } from './fleet-file.ts';
import { type LookedAtPin, lookAtPins } from './look-at-pins.ts';

/**
 * Looks for newer versions of all that the fleet of that file pins, and where that is wanted writes them into it.
 * @param cooldown how old others' releases have to be, milliseconds
 */
export async function bumpFleet(
  environment: Environment,
  file: string,
  { cooldown, write }: { readonly cooldown: number; readonly write: boolean },
): Promise<readonly LookedAtPin[]> {
  const fleet = await requireFleet(file);
  const text = await readFile(file, 'utf8');
  const pins = await lookAtPins(makeGitHub(gitHubOptions(environment)), fleet, text, cooldown);
  const updates = pins.flatMap(({ path, newer }) => (newer === null ? [] : [{ path, pin: newer }]));
  if (write && updates.length > 0) await replace(file, updated(text, updates));
  return pins;
}

function updated(text: string, updates: Parameters<typeof updatePins>[1]): string {
  try {
    return updatePins(text, updates);
  } catch (error) {
    throw new UserError(`Nothing was written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** All or nothing: half a configuration would be worse than an old one. */
async function replace(file: string, text: string): Promise<void> {
  const next = `${file}.new`;
  await writeFile(next, text, { flush: true });
  await rename(next, file);
}
