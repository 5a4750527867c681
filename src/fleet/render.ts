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
    { ...fleet.ci, branch: null, files: ciRepositoryFiles(fleet) },
    ...fleet.members.map((member) => ({
      owner: member.owner,
      name: member.name,
      branch: member.branch,
      files: memberFiles(fleet, member),
    })),
  ];
}

function memberFiles(fleet: Fleet, member: Member): readonly RenderedFile[] {
  const { events, checks, build } = member;
  const hasCi = checks.length > 0 && [...events.push, ...events.pull_request].includes('ci');
  const tellsAlone = events.push.includes('chain') && !events.push.includes('ci');
  return [
    ...(hasCi ? [rendered(member, 'ci.yml', ciCaller(fleet, member))] : []),
    ...(build === null ? [] : [rendered(member, build.file, buildCaller(fleet, member, build))]),
    ...(tellsAlone ? [rendered(member, 'chain.yml', chainCaller(fleet, member))] : []),
  ];
}

function rendered({ owned }: Member, name: string, text: string): RenderedFile {
  const path = `.github/workflows/${name}`;
  return { path, text: withHeader(text), owned: owned.includes(path) };
}
