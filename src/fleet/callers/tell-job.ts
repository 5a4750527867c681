import type { Fleet, Member } from '../../domain/fleet/fleet.ts';
import { quoted } from '../yaml-text.ts';
import { reusable } from './reusable.ts';
import { withInputs } from './with-inputs.ts';

/**
 * The job that tells the chain of a push. After another job it has a condition without a status function, so that GitHub
 * asks for that job's success by itself; and whatever else starts the file, only a push tells.
 */
export function tellJob(fleet: Fleet, member: Member, after: string | null): readonly string[] {
  return [
    '  chain:',
    '    name: chain',
    ...(after === null ? [] : [`    needs: ${after}`]),
    "    if: ${{ github.event_name == 'push' }}",
    '    permissions:',
    '      contents: write # what GitHub asks for a repository_dispatch',
    `    ${reusable(fleet, member, 'chain')}`,
    ...withInputs({ 'runs-on': quoted(JSON.stringify(member.runsOn)) }),
  ];
}
