import type { MemberBuild } from '../../domain/fleet/fleet.ts';
import { placeholders } from '../../domain/template.ts';
import { quoted } from '../yaml-text.ts';

/** What the placeholders mean to a person who starts a build by hand. */
const MEANINGS: Readonly<Record<string, string>> = {
  version: 'The version to build, such as v1.4.0',
  version_number: 'The version to build without its v, such as 1.4.0',
  ref: 'The branch or tag that the commit is of',
  sha: 'The commit to build; without it, the head of the branch',
  needs: 'JSON list of what is checked out beside it: repository and commit',
  kind: 'What the build is for: release, nightly or cascade',
};

/** The inputs of a workflow_dispatch: what the chain sends, and Cascade's own. */
export function dispatchInputs(build: MemberBuild): readonly string[] {
  const inputs = Object.entries(build.fields).map(([name, template]) => inputLine(build, name, template));
  return [
    ...inputs,
    '      cascade: { type: string, description: "Cascade\'s marker; empty when a person starts it" }',
  ];
}

function inputLine({ choices }: MemberBuild, name: string, template: string): string {
  const [parameter] = Object.entries(choices).find(([, field]) => field === name) ?? [];
  const [placeholder = ''] = placeholders(template);
  const meaning =
    parameter === undefined
      ? (MEANINGS[placeholder] ?? `What the chain says in ${name}`)
      : `Values of ${parameter}, with commas between; without any, all`;
  return `      ${name}: { type: string, description: ${quoted(meaning)} }`;
}
