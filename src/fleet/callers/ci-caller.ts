import type { Fleet, Member } from '../../domain/fleet/fleet.ts';
import { isHosted } from '../../domain/fleet/runner-labels.ts';
import { listed, quoted } from '../yaml-text.ts';
import { checksCall } from './checks-call.ts';
import { headsOf } from './heads-of.ts';
import { tellJob } from './tell-job.ts';

/** GitHub's own runners, which are thrown away after each job. */
const FOR_OUTSIDERS = '["ubuntu-24.04"]';

const FROM_OUTSIDE =
  "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name != github.repository";

/** `ci.yml` of a repository: its checks after a push and for a pull request, and what follows a push that passed them. */
export function ciCaller(fleet: Fleet, member: Member): string {
  const { events, lines } = member;
  return [
    'name: CI',
    '',
    'on:',
    ...(events.push.includes('ci') ? ['  push:', `    branches: ${listed(lines.map(quoted))}`] : []),
    ...(events.pull_request.includes('ci') ? ['  pull_request:'] : []),
    '  workflow_dispatch:',
    '',
    'permissions: { contents: read }',
    '',
    '# A newer commit of a pull request makes the checks of the older one pointless; each push keeps its own.',
    'concurrency:',
    "  group: ci-${{ github.event_name == 'pull_request' && github.ref || github.run_id }}",
    "  cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
    '',
    'jobs:',
    '  ci:',
    '    name: ci',
    '    permissions: { contents: read }',
    ...checksCall(fleet, member, {
      ...(member.beside.length === 0 ? {} : { needs: quoted(headsOf(member)) }),
      'runs-on': runnersOf(member),
    }),
    ...(events.push.includes('ci') && events.push.includes('chain') ? ['', ...tellJob(fleet, member, 'ci')] : []),
    '',
  ].join('\n');
}

/**
 * Where the checks run. What a stranger proposes never runs on machines of the organisation's own; whether it is a fork says
 * nothing, since the stranger's repository may be the one that this one was forked from, or be gone.
 */
function runnersOf({ runsOn, events }: Member): string {
  const labels = JSON.stringify(runsOn);
  if (isHosted(runsOn) || !events.pull_request.includes('ci')) return quoted(labels);
  return `\${{ ${FROM_OUTSIDE} && '${FOR_OUTSIDERS}' || '${labels}' }}`;
}
