import type { Fleet, Member } from '../../domain/fleet/fleet.ts';
import { listed, quoted } from '../yaml-text.ts';
import { tellJob } from './tell-job.ts';

/** `chain.yml` of a repository without CI: a push is told at once. */
export function chainCaller(fleet: Fleet, member: Member): string {
  return [
    'name: Chain',
    '',
    'on:',
    '  push:',
    `    branches: ${listed(member.lines.map(quoted))}`,
    '',
    'permissions: {}',
    '',
    '# Each push is told by itself: none may take the place of another.',
    'concurrency:',
    '  group: chain-${{ github.run_id }}',
    '  cancel-in-progress: false',
    '',
    'jobs:',
    ...tellJob(fleet, member, null),
    '',
  ].join('\n');
}
