import { dirname, resolve } from 'node:path';
import type { ReleaseTarget } from '../domain/release/release-target.ts';
import type { ParsedChain } from './parse.ts';
import type { Problem } from './problem.ts';
import { readPublicKey } from './public-key-file.ts';

type UsableChain = Extract<ParsedChain, { ok: true }>;

const PATH = ['release', 'signing', 'people', 'keys'];

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
  const read = await readPublicKey(key);
  if ('key' in read) return [];
  const path = [...PATH, index];
  return [{ file, ...locate(path, 'value'), path, rule: 'public-keys', message: read.wrong }];
}
