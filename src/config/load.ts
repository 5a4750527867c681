import { readFile, stat } from 'node:fs/promises';
import type { Chain } from '../domain/chain.ts';
import { problemsAcross } from './across-files.ts';
import { readApproverKeys } from './approver-keys.ts';
import { chainFilesIn } from './chain-files.ts';
import { type ParsedChain, parseChain } from './parse.ts';
import { findPeopleKeys } from './people-keys.ts';
import type { Problem } from './problem.ts';

/** All chains, or all that is wrong with any of their files. */
export type LoadedChains =
  | { readonly ok: true; readonly chains: readonly Chain[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads chains from files and folders; of a folder, the `cascade.yml` in it and in each folder directly below.
 * Names of chains are unique over all files. Never throws.
 */
export async function loadChains(locations: readonly string[]): Promise<LoadedChains> {
  const loaded = (await Promise.all(locations.map(loadLocation))).flat();
  const problems = [...loaded.flatMap((parsed) => (parsed.ok ? [] : parsed.problems)), ...problemsAcross(loaded)];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, chains: loaded.flatMap((parsed) => (parsed.ok ? [parsed.chain] : [])) };
}

async function loadLocation(location: string): Promise<readonly ParsedChain[]> {
  try {
    if (!(await stat(location)).isDirectory()) return [await loadFile(location)];
    const files = await chainFilesIn(location);
    if (files.length > 0) return await Promise.all(files.map(loadFile));
    return [unreadable(location, 'no cascade.yml in this folder nor in a folder directly below; name the file itself')];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      unreadable(location, `cannot be read (${reason}); check the path, and CASCADE_CHAINS where it comes from there`),
    ];
  }
}

async function loadFile(file: string): Promise<ParsedChain> {
  const parsed = parseUnlessParsed(await readFile(file, 'utf8'), file);
  if (!parsed.ok) return parsed;
  const signing = await findPeopleKeys(parsed);
  if (signing.ok) return readApproverKeys(signing);
  const approving = await readApproverKeys(parsed);
  return approving.ok ? signing : { ok: false, problems: [...signing.problems, ...approving.problems] };
}

/** What the files said when they were read last. */
const lastParsed = new Map<string, { readonly text: string; readonly parsed: ParsedChain }>();

// Webhooks in crowds ask every second, and to parse a chain of 1,000 repositories takes 150 ms.
function parseUnlessParsed(text: string, file: string): ParsedChain {
  const last = lastParsed.get(file);
  if (last?.text === text) return last.parsed;
  const parsed = parseChain(text, file);
  lastParsed.set(file, { text, parsed });
  return parsed;
}

function unreadable(file: string, message: string): ParsedChain {
  return { ok: false, problems: [{ file, line: 1, column: 1, path: [], rule: 'readable', message }] };
}
