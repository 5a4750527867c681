import { dirname, resolve } from 'node:path';
import type { Approver, Gate } from '../domain/approvals/gate.ts';
import type { ParsedChain } from './parse.ts';
import type { Path } from './problem.ts';
import { readPublicKey } from './public-key-file.ts';

type UsableChain = Extract<ParsedChain, { ok: true }>;

/** The chain with the keys of its approvers in the places of their files; or what is wrong with these. */
export async function readApproverKeys(parsed: UsableChain): Promise<ParsedChain> {
  const { chain, file, locate } = parsed;
  const pathOf = (key: string) => resolve(dirname(file), key);
  const places = chain.gates.flatMap(keysIn);
  const names = [...new Set(places.map(({ key }) => key))];
  const read = new Map(await Promise.all(names.map(async (key) => [key, await readPublicKey(pathOf(key))] as const)));
  const problems = places.flatMap(({ path, key }) => {
    const found = read.get(key);
    if (found === undefined || 'key' in found) return [];
    return [{ file, ...locate(path, 'value'), path, rule: 'public-keys', message: found.wrong }];
  });
  if (problems.length > 0) return { ok: false, problems };
  const withKey = ({ name, key }: Approver): Approver => {
    const found = key === null ? undefined : read.get(key);
    return { name, key: found !== undefined && 'key' in found ? found.key : null };
  };
  return { ...parsed, chain: { ...chain, gates: chain.gates.map((gate) => mapApprovers(gate, withKey)) } };
}

/** The files of keys that a gate names, each with its place. */
function keysIn({ approvers, emergency }: Gate, index: number): readonly { path: Path; key: string }[] {
  const lists: readonly (readonly [Path, readonly Approver[]])[] = [
    [['approvers'], approvers],
    [['emergency', 'approvers'], emergency?.approvers ?? []],
  ];
  return lists.flatMap(([below, list]) =>
    list.flatMap(({ key }, position) =>
      key === null ? [] : [{ path: ['gates', index, ...below, position, 'key'], key }],
    ),
  );
}

function mapApprovers(gate: Gate, map: (approver: Approver) => Approver): Gate {
  const { approvers, emergency } = gate;
  return {
    ...gate,
    approvers: approvers.map(map),
    emergency: emergency === null ? null : { ...emergency, approvers: emergency.approvers.map(map) },
  };
}
