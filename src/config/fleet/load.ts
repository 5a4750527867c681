import { readFile } from 'node:fs/promises';
import type { Fleet } from '../../domain/fleet/fleet.ts';
import { parseChain } from '../parse.ts';
import type { Problem } from '../problem.ts';
import { ChainFile } from '../schema.ts';
import { readYaml } from '../yaml-source.ts';
import { normaliseFleet } from './normalise.ts';
import { readOverrides } from './overrides.ts';

/** A fleet that can be generated, or everything that is wrong with its file. */
export type LoadedFleet =
  { readonly ok: true; readonly fleet: Fleet } | { readonly ok: false; readonly problems: readonly Problem[] };

/** The rule that a file in order breaks where it describes no fleet. */
export const NO_FLEET = 'fleet';

/** Reads the fleet of a `cascade.yml`. Never throws. */
export async function loadFleet(file: string): Promise<LoadedFleet> {
  const problem = (rule: string, message: string): LoadedFleet => ({
    ok: false,
    problems: [{ file, line: 1, column: 1, path: [], rule, message }],
  });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problem('readable', `cannot be read (${reason}); name the cascade.yml itself`);
  }
  const parsed = parseChain(text, file);
  if (!parsed.ok) return parsed;
  const source = readYaml(text);
  const content = ChainFile.parse('data' in source ? source.data : null);
  if (content.fleet === undefined) {
    return problem(NO_FLEET, 'there is no fleet in this file; docs/fleet.md shows how one is described');
  }
  const { texts, findings } = await readOverrides(file, content.fleet);
  if (findings.length === 0) return { ok: true, fleet: normaliseFleet(content, content.fleet, texts) };
  const rule = 'fleet-overrides';
  const problems = findings.map(({ path, message }) => ({
    file,
    ...parsed.locate(path, 'value'),
    path,
    rule,
    message,
  }));
  return { ok: false, problems };
}
