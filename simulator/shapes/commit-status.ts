import { timestamp } from '../clock.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { userShape } from './user.ts';

/** What somebody said of a commit. */
export interface CommitStatus {
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly at: number;
}

/** A commit status, as the answer to its making shows it. */
export function commitStatusShape(world: World, { fullName }: Repository, status: CommitStatus): object {
  const id = world.ids.next();
  const at = timestamp(status.at);
  return {
    url: `${world.url}/repos/${fullName}/statuses/${status.sha}`,
    avatar_url: `${world.url}/${encodeURIComponent(status.creator)}.png`,
    id,
    node_id: nodeId('StatusContext', id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: at,
    updated_at: at,
    creator: userShape(world, status.creator),
  };
}
