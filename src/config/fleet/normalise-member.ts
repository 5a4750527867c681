import type { FleetEvents } from '../../domain/fleet/fleet-event.ts';
import type { Beside, Member, MemberCheck } from '../../domain/fleet/fleet.ts';
import { KNOWN_CHECKS } from '../../domain/fleet/language.ts';
import type { EffectiveRepository } from '../effective.ts';
import { splitFullName } from '../full-name.ts';
import type { ChainFile } from '../schema.ts';
import { DEFAULT_BRANCH, DEFAULT_CI_TIMEOUT, DEFAULT_EVENTS, DEFAULT_RUNS_ON, DOCUMENTS_EVENTS } from './defaults.ts';
import { minutes } from './minutes.ts';
import { normaliseMemberBuild } from './normalise-build.ts';
import type { FleetEntry, MemberEntry } from './schema.ts';
import { upstreamOf } from './upstream.ts';

/** A repository of the fleet, with what it leaves open taken from the fleet and from the chain. */
export function normaliseMember(
  file: ChainFile,
  fleet: FleetEntry,
  repository: EffectiveRepository,
  member: MemberEntry,
): Member {
  const { alias, entry } = repository;
  const runsOn = member.runs_on ?? fleet.runs_on ?? DEFAULT_RUNS_ON;
  const lines = [entry.branch ?? DEFAULT_BRANCH, ...(file.triggers?.push_branches ?? [])];
  return {
    alias,
    ...splitFullName(entry.repository),
    branch: entry.branch ?? null,
    lines: member.branches ?? fleet.branches ?? [...new Set(lines)],
    language: member.language,
    toolchain: member.toolchain ?? null,
    workflows: member.workflows ?? fleet.workflows,
    runsOn,
    events: normaliseEvents(file, fleet, alias, member),
    checks: checksOf(member),
    ciMinutes: minutes(member.timeout ?? DEFAULT_CI_TIMEOUT),
    build: normaliseMemberBuild(file, repository, member, runsOn),
    beside: member.beside === true ? upstreamOf(file, alias).map((name) => besideOf(file, name)) : [],
    owned: (member.owned ?? []).map((name) => `.github/workflows/${name}`),
  };
}

function normaliseEvents(
  { triggers }: ChainFile,
  fleet: FleetEntry,
  alias: string,
  { language, events, ci }: MemberEntry,
): FleetEvents {
  if (language === 'docs') return { ...DOCUMENTS_EVENTS, ...events };
  // A release that starts a train is built by it.
  const release = triggers?.releases?.includes(alias) === true ? [] : DEFAULT_EVENTS.release;
  const chosen = { ...DEFAULT_EVENTS, release, ...fleet.events, ...events };
  if (ci?.length !== 0) return chosen;
  return { ...chosen, push: chosen.push.filter((task) => task !== 'ci'), pull_request: [] };
}

/** The checks of CI. With `commands` they are all commands but that of the build. */
function checksOf({ language, ci, commands = {} }: MemberEntry): readonly MemberCheck[] {
  if (language !== 'commands') return (ci ?? KNOWN_CHECKS[language]).map((name) => ({ name, command: null }));
  const names = ci ?? Object.keys(commands).filter((name) => name !== 'build');
  return names.map((name) => ({ name, command: commands[name] ?? '' }));
}

function besideOf({ repositories }: ChainFile, alias: string): Beside {
  const entry = repositories[alias];
  return { ...splitFullName(entry?.repository ?? alias), branch: entry?.branch ?? null };
}
