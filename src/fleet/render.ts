import type { Fleet, Member } from '../domain/fleet/fleet.ts';
import type { RenderedFile, RenderedRepository } from '../domain/fleet/rendered.ts';
import { buildCaller } from './callers/build-caller.ts';
import { chainCaller } from './callers/chain-caller.ts';
import { ciCaller } from './callers/ci-caller.ts';
import { ciRepositoryFiles } from './ci-repository.ts';
import { withHeader } from './header.ts';

/** Everything that is generated from a fleet: the CI repository first, then the members in the order of the chain. */
export function renderFleet(fleet: Fleet): readonly RenderedRepository[] {
  return [
    { ...fleet.ci, branch: null, chains: [], owned: [], files: ciRepositoryFiles(fleet) },
    ...fleet.members.map((member) => ({
      owner: member.owner,
      name: member.name,
      branch: member.branch,
      chains: [fleet.chain],
      owned: member.owned,
      files: memberFiles(fleet, member),
    })),
  ];
}

function memberFiles(fleet: Fleet, member: Member): readonly RenderedFile[] {
  const { events, build } = member;
  const hasCi = [...events.push, ...events.pull_request].includes('ci');
  const tellsAlone = events.push.includes('chain') && !events.push.includes('ci');
  return [
    ...(hasCi ? [rendered(fleet, 'ci.yml', ciCaller(fleet, member))] : []),
    ...(build === null ? [] : [rendered(fleet, build.file, buildCaller(fleet, member, build))]),
    ...(tellsAlone ? [rendered(fleet, 'chain.yml', chainCaller(fleet, member))] : []),
  ];
}

function rendered({ chain }: Fleet, name: string, text: string): RenderedFile {
  return { path: `.github/workflows/${name}`, text: withHeader(text, chain) };
}
