import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ReleaseTarget } from '../domain/release/release-target.ts';
import type { ParsedChain } from './parse.ts';
import type { Problem } from './problem.ts';

type UsableChain = Extract<ParsedChain, { ok: true }>;

const PATH = ['release', 'signing', 'people', 'keys'];
const PUBLIC_KEY = '-----BEGIN PGP PUBLIC KEY BLOCK-----';
const PRIVATE_KEY = 'PGP PRIVATE KEY BLOCK';

/**
 * The chain with the keys of the people who sign its releases by absolute paths, so that they are found from any folder;
 * or what is wrong with their files, before a release has been built for hours.
 */
export async function findPeopleKeys(parsed: UsableChain): Promise<ParsedChain> {
  const { chain, file } = parsed;
  const people = chain.release?.signing.people ?? null;
  if (chain.release === null || people === null) return parsed;
  const keys = people.keys.map((key) => resolve(dirname(file), key));
  const problems = await Promise.all(keys.map(async (key, index) => problemsOf(key, index, parsed)));
  if (problems.flat().length > 0) return { ok: false, problems: problems.flat() };
  return { ...parsed, chain: { ...chain, release: withKeys(chain.release, { ...people, keys }) } };
}

function withKeys(release: ReleaseTarget, people: ReleaseTarget['signing']['people']): ReleaseTarget {
  return { ...release, signing: { ...release.signing, people } };
}

async function problemsOf(key: string, index: number, { file, locate }: UsableChain): Promise<readonly Problem[]> {
  const message = await wrongFile(key);
  if (message === null) return [];
  const path = [...PATH, index];
  return [{ file, ...locate(path, 'value'), path, rule: 'public-keys', message }];
}

async function wrongFile(key: string): Promise<string | null> {
  try {
    const text = await readFile(key, 'utf8');
    if (text.includes(PRIVATE_KEY)) {
      return `${key} holds a private key; keep it away from here, and put in its place what gpg --armor --export NAME writes`;
    }
    return text.includes(PUBLIC_KEY)
      ? null
      : `${key} holds no armoured OpenPGP public key; write one by gpg --armor --export NAME`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the key cannot be read (${reason}); its path counts from the folder of this file`;
  }
}
