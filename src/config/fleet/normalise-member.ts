import type { FleetEvents } from '../../domain/fleet/fleet-event.ts';
import type { Beside, Member, MemberCheck } from '../../domain/fleet/fleet.ts';
import type { EffectiveRepository } from '../effective.ts';
import { splitFullName } from '../full-name.ts';
import type { ChainFile } from '../schema.ts';
import { checksOf } from './checks.ts';
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
  const checks = checksOf(member);
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
    events: normaliseEvents(file, fleet, repository, member, checks),
    checks,
    ciMinutes: minutes(member.timeout ?? DEFAULT_CI_TIMEOUT),
    build: normaliseMemberBuild(file, repository, member, runsOn),
    beside: member.beside === true ? besideOf(file, alias) : [],
    owned: (member.owned ?? []).map((name) => `.github/workflows/${name}`),
  };
}

function normaliseEvents(
  { triggers, release }: ChainFile,
  fleet: FleetEntry,
  { alias, entry }: EffectiveRepository,
  { language, events }: MemberEntry,
  checks: readonly MemberCheck[],
): FleetEvents {
  if (language === 'docs') return { ...DOCUMENTS_EVENTS, ...events };
  // A release that starts a train is built by it, and one that a train publishes was.
  const place = release?.publish_in.toLowerCase();
  const isBuilt =
    triggers?.releases?.includes(alias) === true ||
    [alias, entry.repository].some((name) => name.toLowerCase() === place);
  const chosen = { ...DEFAULT_EVENTS, ...(isBuilt ? { release: [] } : {}), ...fleet.events, ...events };
  if (checks.length > 0) return chosen;
  return { ...chosen, push: chosen.push.filter((task) => task !== 'ci'), pull_request: [] };
}

/** By name: two components of one repository lie in one folder, and its own is there anyway. */
function besideOf(file: ChainFile, alias: string): readonly Beside[] {
  const places = new Map<string, Beside>();
  for (const needed of upstreamOf(file, alias)) {
    const { repository, branch = null } = file.repositories[needed] ?? { repository: needed };
    places.set(repository.toLowerCase(), { ...splitFullName(repository), branch });
  }
  places.delete(file.repositories[alias]?.repository.toLowerCase() ?? '');
  return [...places.values()];
}
