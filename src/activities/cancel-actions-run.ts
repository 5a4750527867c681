import type { ActionsRunRef } from '../domain/actions-run.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

/** Asks GitHub to cancel an actions run. One that has ended already, or is gone, is fine. */
export function cancelActionsRun({ github }: Pick<Dependencies, 'github'>) {
  return async function cancelActionsRun(ref: ActionsRunRef): Promise<void> {
    await withGitHubFailures(() => github.cancelRun(ref, ref.id));
  };
}
