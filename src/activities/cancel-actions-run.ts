import type { ActionsRunRef } from '../domain/actions-run.ts';
import { GitHubError } from '../domain/github-error.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

/** Asks GitHub to cancel an actions run. One that has ended already, or is gone, is fine. */
export function cancelActionsRun({ github }: Pick<Dependencies, 'github'>) {
  return async function cancelActionsRun(ref: ActionsRunRef): Promise<void> {
    await withGitHubFailures(async () => {
      try {
        await github.cancelRun(ref, ref.id);
      } catch (error) {
        if (!(error instanceof GitHubError && error.kind === 'not-found')) throw error;
      }
    });
  };
}
