import type { BuildCell, Fleet, Member, MemberBuild } from '../../domain/fleet/fleet.ts';
import { quoted } from '../yaml-text.ts';
import { reusable } from './reusable.ts';
import { told } from './told.ts';
import { type Inputs, withInputs } from './with-inputs.ts';

/** The lines of a job that builds a repository; `inputs` says which version of it, at which commit, with what beside it. */
export function buildCall(fleet: Fleet, member: Member, build: MemberBuild, inputs: Inputs): readonly string[] {
  return [
    `    ${reusable(fleet, member, `build-${member.language}`)}`,
    ...withInputs({
      ...inputs,
      ...kindOf(member, build),
      ...(Object.keys(build.choices).length === 0 ? {} : { choice: choiceOf(build) }),
      ...(build.proof === null ? {} : { proof: quoted(build.proof) }),
      ...(build.command === null ? {} : { command: quoted(build.command) }),
      ...(member.toolchain === null ? {} : { toolchain: quoted(member.toolchain) }),
      'runs-on': quoted(JSON.stringify(member.runsOn)),
      minutes: build.minutes,
    }),
    '      cells: >-',
    ...cellLines(build.cells),
  ];
}

/** What the build is for, where the chain says it and it makes a difference: only Rust is built with a cache. */
function kindOf({ language }: Member, build: MemberBuild): Inputs {
  const kind = told(build, '{kind}', []);
  return language === 'rust' && kind !== '' ? { kind: `\${{ ${kind} }}` } : {};
}

/** What the train chose of each parameter, as JSON. */
function choiceOf({ choices }: MemberBuild): string {
  const values = Object.entries(choices).map(([name, field]) => {
    const value = `inputs.${field} || github.event.client_payload.${field} || ''`;
    return `"${name}": \${{ toJSON(${value}) }}`;
  });
  return quoted(`{ ${values.join(', ')} }`);
}

function cellLines(cells: readonly BuildCell[]): readonly string[] {
  const lines = cells.map((cell, index) => {
    const { when, runsOn, target, features, artifacts } = cell;
    const end = index === cells.length - 1 ? ']' : ',';
    const start = index === 0 ? '[' : ' ';
    return `        ${start}${JSON.stringify({ when, runs_on: runsOn, target, features, artifacts })}${end}`;
  });
  return lines.length === 0 ? ['        []'] : lines;
}
