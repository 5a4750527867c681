import type { Fleet, Member, MemberBuild } from '../../domain/fleet/fleet.ts';
import { quoted } from '../yaml-text.ts';
import { buildCall } from './build-call.ts';
import { checksCall } from './checks-call.ts';
import { dispatchInputs } from './dispatch-inputs.ts';
import { headsOf } from './heads-of.ts';
import { told } from './told.ts';
import type { Inputs } from './with-inputs.ts';

const MARKER = 'inputs.cascade || github.event.client_payload.cascade.marker';

/** What Cascade dispatches in a repository: the build of a pinned commit, or its checks where it is only verified. */
export function buildCaller(fleet: Fleet, member: Member, build: MemberBuild): string {
  const word = build.mode === 'build' ? 'Build' : 'Verify';
  const onRelease = member.events.release.includes('build');
  return [
    `name: ${word}`,
    '',
    '# The marker in the title ties the actions run to its build.',
    `run-name: ${word} \${{ ${versionOf(build)} }} \${{ ${MARKER} }}`,
    '',
    'on:',
    '  workflow_dispatch:',
    '    inputs:',
    ...dispatchInputs(build),
    `  repository_dispatch: { types: [${quoted(build.eventType)}] }`,
    ...(onRelease ? ['  release: { types: [published] }'] : []),
    '',
    'permissions: { contents: read }',
    '',
    '# Should GitHub start two runs for one dispatch, the second waits until Cascade has cancelled it.',
    `concurrency: { group: '${build.mode}-\${{ ${MARKER} || github.run_id }}', cancel-in-progress: false }`,
    '',
    'jobs:',
    `  ${build.mode}:`,
    `    name: ${quoted(build.job)}`,
    // What a bot publishes was built by the train that published it.
    ...(onRelease
      ? ["    if: ${{ github.event_name != 'release' || github.event.release.author.type != 'Bot' }}"]
      : []),
    '    permissions: { contents: read }',
    ...callOf(fleet, member, build),
    '',
  ].join('\n');
}

function callOf(fleet: Fleet, member: Member, build: MemberBuild): readonly string[] {
  const pinned = { sha: `\${{ ${told(build, '{sha}', ['github.sha'])} }}`, ...needsOf(member, build) };
  return build.mode === 'build'
    ? buildCall(fleet, member, build, { version: `\${{ ${versionOf(build)} }}`, ...pinned })
    : checksCall(fleet, member, pinned);
}

/** At the commits of the train; a person who starts a build by hand, or by a release, gets the heads. */
function needsOf(member: Member, build: MemberBuild): Inputs {
  if (member.beside.length === 0) return {};
  return { needs: `\${{ ${told(build, '{needs}', [quoted(headsOf(member))])} }}` };
}

/** A person who published a release says the version by its tag, and one who starts a build by hand need not say it. */
function versionOf(build: MemberBuild): string {
  return told(build, '{version}', ['github.event.release.tag_name', 'github.ref_name']);
}
