import type { SelfHostedRunner } from '../self-hosted-runners.ts';
import { ownLabel } from '../self-hosted-runners.ts';

/** A self-hosted runner as GitHub shows it (runner). */
export function selfHostedRunnerShape({ id, name, group, labels, online, busy }: SelfHostedRunner): object {
  return {
    id,
    runner_group_id: group.id,
    name,
    os: 'Linux',
    status: online ? 'online' : 'offline',
    busy,
    ephemeral: false,
    labels: labels.map((label, index) => ({
      id: index + 1,
      name: label,
      type: label === ownLabel ? 'read-only' : 'custom',
    })),
  };
}
