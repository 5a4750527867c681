import type { Fleet, Member, MemberBuild } from '../../domain/fleet/fleet.ts';
import { quoted } from '../yaml-text.ts';
import { reusable } from './reusable.ts';
import { secretsOf } from './secrets-of.ts';
import { told } from './told.ts';
import { type Inputs, withInputs } from './with-inputs.ts';

/** The lines of a job that builds a repository; `inputs` says which version of it, at which commit, with what beside it. */
export function buildCall(fleet: Fleet, member: Member, build: MemberBuild, inputs: Inputs): readonly string[] {
  return [
    `    ${reusable(fleet, member, `build-${member.language}`)}`,
    ...withInputs({
      ...inputs,
      ...kindOf(member, build),
      ...refOf(build),
      ...(Object.keys(build.choices).length === 0 ? {} : { choice: choiceOf(build) }),
      ...(build.proof === null ? {} : { proof: quoted(build.proof) }),
      ...(build.command === null ? {} : { command: quoted(build.command) }),
      ...(member.toolchain === null ? {} : { toolchain: quoted(member.toolchain) }),
      'runs-on': quoted(JSON.stringify(member.runsOn)),
      minutes: build.minutes,
      cells: quoted(cellsOf(build)),
    }),
    ...secretsOf(fleet, member),
  ];
}

/** What the build is for, where the chain says it and it makes a difference: only Rust is built with a cache. */
function kindOf({ language }: Member, build: MemberBuild): Inputs {
  const kind = told(build, '{kind}', []);
  return language === 'rust' && kind !== '' ? { kind: `\${{ ${kind} }}` } : {};
}

/** The branch or tag that the commit is of, where an artifact is named after it. */
function refOf(build: MemberBuild): Inputs {
  const isNamed = build.cells.some(({ artifacts }) => JSON.stringify(artifacts).includes('{ref}'));
  return isNamed ? { ref: `\${{ ${told(build, '{ref}', ['github.ref_name'])} }}` } : {};
}

/** What the train chose of each parameter, as JSON. */
function choiceOf({ choices }: MemberBuild): string {
  const values = Object.entries(choices).map(([name, field]) => {
    const value = `inputs.${field} || github.event.client_payload.${field} || ''`;
    return `"${name}": \${{ toJSON(${value}) }}`;
  });
  return quoted(`{ ${values.join(', ')} }`);
}

/** All jobs that there are, in one line, so that a repository with many has no longer file than one with few. */
function cellsOf({ cells }: MemberBuild): string {
  return JSON.stringify(
    cells.map(({ when, runsOn, target, features, artifacts }) => ({
      when,
      runs_on: runsOn,
      target,
      features,
      artifacts,
    })),
  );
}
