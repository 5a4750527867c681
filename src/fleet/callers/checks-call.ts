import type { Fleet, Member } from '../../domain/fleet/fleet.ts';
import { quoted } from '../yaml-text.ts';
import { reusable } from './reusable.ts';
import { secretsOf } from './secrets-of.ts';
import { type Inputs, withInputs } from './with-inputs.ts';

/** The lines of a job that runs a repository's checks; `inputs` says at which commit, and with what beside it. */
export function checksCall(fleet: Fleet, member: Member, inputs: Inputs): readonly string[] {
  const { language, checks, toolchain, runsOn, ciMinutes } = member;
  const told = language === 'commands' ? checks : checks.map(({ name }) => name);
  return [
    `    ${reusable(fleet, member, `ci-${language}`)}`,
    ...withInputs({
      checks: quoted(JSON.stringify(told)),
      ...(toolchain === null ? {} : { toolchain: quoted(toolchain) }),
      'runs-on': quoted(JSON.stringify(runsOn)),
      minutes: ciMinutes,
      ...inputs,
    }),
    ...secretsOf(fleet, member),
  ];
}
