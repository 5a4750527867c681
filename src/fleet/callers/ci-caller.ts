import type { Fleet, Member } from '../../domain/fleet/fleet.ts';
import { listed, quoted } from '../yaml-text.ts';
import { checksCall } from './checks-call.ts';
import { tellJob } from './tell-job.ts';

/** GitHub's own runners, which are thrown away after each job. */
const FOR_FORKS = '["ubuntu-24.04"]';

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
    ...checksCall(fleet, member, { needs: quoted(JSON.stringify(headsOf(member))), 'runs-on': runnersOf(member) }),
    ...(events.push.includes('ci') && events.push.includes('chain') ? ['', ...tellJob(fleet, member, 'ci')] : []),
    '',
  ].join('\n');
}

/** Where the checks run. What a stranger proposes from a fork never runs on machines of the organisation's own. */
function runnersOf({ runsOn, events }: Member): string {
  const labels = JSON.stringify(runsOn);
  if (!runsOn.includes('self-hosted') || !events.pull_request.includes('ci')) return quoted(labels);
  return `\${{ github.event.pull_request.head.repo.fork && '${FOR_FORKS}' || '${labels}' }}`;
}

/** What CI checks out beside the repository: no train says at which commits, so the heads of their branches. */
function headsOf({ beside }: Member): readonly Readonly<Record<string, string>>[] {
  return beside.map(({ owner, name, branch }) => ({
    repository: `${owner}/${name}`,
    ...(branch === null ? {} : { ref: branch }),
  }));
}
