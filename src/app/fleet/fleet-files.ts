import { stat } from 'node:fs/promises';
import { chainFilesIn } from '../../config/chain-files.ts';
import { loadFleet, NO_FLEET } from '../../config/fleet/load.ts';
import { formatProblem, type Problem } from '../../config/problem.ts';
import type { Fleet } from '../../domain/fleet/fleet.ts';
import { UserError } from '../user-error.ts';

/** The `cascade.yml` files that a command about the fleet reads: the one that is named, or all that are configured. */
export async function fleetFiles(named: string | undefined, configured: readonly string[]): Promise<readonly string[]> {
  const files = await Promise.all((named === undefined ? configured : [named]).map(filesAt));
  return [...new Set(files.flat())];
}

/** The fleets of those files that describe one, or an error that lists every problem in any of them. */
export async function requireFleets(files: readonly string[]): Promise<readonly Fleet[]> {
  const loaded = await Promise.all(files.map(loadFleet));
  const fleets = loaded.flatMap((one) => (one.ok ? [one.fleet] : []));
  const problems = loaded.flatMap((one) => (one.ok ? [] : one.problems));
  // A chain needs no fleet; but where none has one, that is what is wrong.
  const wrong = fleets.length === 0 ? problems : problems.filter(({ rule }) => rule !== NO_FLEET);
  if (wrong.length > 0) refuse(wrong);
  const names = fleets.map(({ chain }) => chain);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UserError(`Two files describe the chain "${twice}"; chains have names of their own.`);
  return fleets;
}

/** Throws all that is wrong with a configuration. */
export function refuse(problems: readonly Problem[]): never {
  const lines = problems.map((problem) => `  ${formatProblem(problem)}`);
  throw new UserError(`The configuration is not in order:\n${lines.join('\n')}`);
}

async function filesAt(location: string): Promise<readonly string[]> {
  const entry = await stat(location).catch(() => null);
  // What is wrong with a file is told when it is read.
  if (entry?.isDirectory() !== true) return [location];
  const files = await chainFilesIn(location);
  if (files.length > 0) return files;
  throw new UserError(`There is no cascade.yml in ${location} nor in a folder directly below; name the file itself.`);
}
