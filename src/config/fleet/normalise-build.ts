import { type ArtifactGroup, artifactGroups, single } from '../../domain/fleet/build-cells.ts';
import type { BuildCell, MemberBuild } from '../../domain/fleet/fleet.ts';
import { fillTemplate } from '../../domain/template.ts';
import type { CompleteBuild } from '../defaults.ts';
import { type EffectiveRepository, fieldsOf } from '../effective.ts';
import { splitFullName } from '../full-name.ts';
import { normaliseArtifact } from '../normalise.ts';
import type { ChainFile } from '../schema.ts';
import { DEFAULT_EVENT_TYPE } from './defaults.ts';
import { minutes } from './minutes.ts';
import type { MemberEntry } from './schema.ts';

/** What Cascade dispatches in a repository of the fleet; `null` where it builds nothing there. */
export function normaliseMemberBuild(
  file: ChainFile,
  { alias, entry, build, artifacts }: EffectiveRepository,
  member: MemberEntry,
  runsOn: readonly string[],
): MemberBuild | null {
  if (build === null || build.runs_in !== undefined || member.language === 'docs') return null;
  const parameters = Object.entries(file.parameters ?? {}).map(([name, values]) => ({ name, values }));
  const known = { chain: file.chain, alias, name: splitFullName(entry.repository).name };
  const groups = artifactGroups(artifacts.map(normaliseArtifact), parameters, known);
  const [job] = build.required_jobs;
  return {
    mode: build.mode,
    file: build.workflows[0] ?? 'build.yml',
    job: job ?? build.mode,
    eventType: build.event_type ?? DEFAULT_EVENT_TYPE,
    fields: fieldsOf(build),
    minutes: minutes(build.timeouts.build),
    proof: build.proof === undefined ? null : fillTemplate(build.proof, known),
    choices: choicesOf(
      build,
      parameters.map(({ name }) => name),
    ),
    cells: groups.map((group) => cellOf(group, member, runsOn)),
    command: (member.language === 'commands' ? member.commands?.['build'] : member.commands?.['package']) ?? null,
  };
}

/** The parameters that the chain sends, each with the field that carries it alone. */
function choicesOf(build: CompleteBuild, parameters: readonly string[]): Readonly<Record<string, string>> {
  const fields = Object.entries(fieldsOf(build));
  return Object.fromEntries(
    parameters.flatMap((name) =>
      fields.filter(([, template]) => template === `{${name}}`).map(([field]) => [name, field]),
    ),
  );
}

function cellOf(group: ArtifactGroup, member: MemberEntry, runsOn: readonly string[]): BuildCell {
  const { platform = '', variant = '' } = single(group.when);
  return {
    ...group,
    runsOn: member.runners?.[platform] ?? runsOn,
    target: member.targets?.[platform] ?? '',
    features: (member.features?.[variant] ?? []).join(','),
  };
}
