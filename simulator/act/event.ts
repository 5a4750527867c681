import { repositoryShape } from '../shapes/repository.ts';
import { userShape } from '../shapes/user.ts';
import type { ActionsRun } from '../state/actions-run.ts';
import type { World } from '../world.ts';

/** What GitHub writes into the file of the event for an actions run. */
export function eventOf(world: World, run: ActionsRun): object {
  const { repository, context, actor } = run;
  return {
    ...payloadOf(context),
    ...(usesRef(run) ? { ref: fullRefOf(run) } : {}),
    ...(run.event === 'push' ? { after: run.headSha, deleted: false } : {}),
    repository: repositoryShape(world, repository, 'webhook'),
    sender: userShape(world, actor),
  };
}

/** Full name of the branch or tag that an actions run is of. */
export function fullRefOf({ repository, headBranch }: ActionsRun): string {
  return `refs/${repository.branches.has(headBranch) ? 'heads' : 'tags'}/${headBranch}`;
}

function usesRef({ event }: ActionsRun): boolean {
  return event === 'push' || event === 'workflow_dispatch';
}

function payloadOf({ github }: ActionsRun['context']): object {
  if (typeof github !== 'object' || github === null || !('event' in github)) return {};
  return typeof github.event === 'object' && github.event !== null ? github.event : {};
}
