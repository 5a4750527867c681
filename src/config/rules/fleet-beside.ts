import { splitFullName } from '../full-name.ts';
import { upstreamOf } from '../fleet/upstream.ts';
import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import { type MemberAt, membersIn } from './fleet-members.ts';
import type { Rule } from './rule.ts';

/** Folders of a job's workspace in which something else lies; as in `src/fleet/actions/checkout-needs/needs.mjs`. */
const TAKEN = ['source', 'out', 'dist', 'upload', 'node-cache', 'go-cache'];

/** Where repositories lie beside another one, each has a folder of its own. */
export const fleetBeside: Rule = {
  name: 'fleet-beside',
  check: (file) => membersIn(file).flatMap((at) => (at.member.beside === true ? wrongFolders(file, at) : [])),
};

function wrongFolders(file: ChainFile, { alias, path }: MemberAt): readonly Finding[] {
  const owners = new Map<string, string>();
  return upstreamOf(file, alias).flatMap((needed) => {
    const { repository } = file.repositories[needed] ?? { repository: needed };
    const folder = splitFullName(repository).name.toLowerCase();
    const owner = owners.get(folder) ?? repository;
    owners.set(folder, owner);
    const finding = (why: string): Finding[] => [
      { path: [...path, 'beside'], message: `${repository} would lie beside ${alias} in ${folder}/, ${why}` },
    ];
    if (TAKEN.includes(folder)) return finding('which the job has for itself');
    return owner.toLowerCase() === repository.toLowerCase() ? [] : finding(`and so would ${owner}`);
  });
}
