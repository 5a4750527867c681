import { activityInfo, heartbeat } from '@temporalio/activity';
import { type CommitStatus, statusContext } from '../domain/telling/commit-statuses.ts';
import { GitHubError } from '../domain/github-error.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

export interface StatusesInput {
  readonly train: string;
  readonly chain: string;
  readonly statuses: readonly CommitStatus[];
}

/**
 * Says of each commit what the train makes of it. What GitHub refuses is answered in words, and never tried again; a try
 * goes on where the one before it ended.
 */
export function setStatuses({ github, trainLink }: Pick<Dependencies, 'github' | 'trainLink'>) {
  return async function setStatuses({ train, chain, statuses }: StatusesInput): Promise<readonly string[]> {
    const progress = progressBefore();
    const refused = [...progress.refused];
    const context = statusContext(chain);
    for (const { owner, name, url, ...status } of statuses.slice(progress.said)) {
      try {
        await github.setStatus({ owner, name }, { ...status, context, url: trainLink(train) ?? url });
      } catch (error) {
        if (!(error instanceof GitHubError) || isPassing(error))
          return withGitHubFailures(() => Promise.reject(error as Error));
        refused.push(error.message);
      }
      progress.said += 1;
      heartbeat({ said: progress.said, refused });
    }
    return refused;
  };
}

interface Progress {
  said: number;
  readonly refused: readonly string[];
}

function progressBefore(): Progress {
  // Only an earlier try of this very activity put it there.
  const before = activityInfo().heartbeatDetails as Progress | undefined;
  return before ?? { said: 0, refused: [] };
}

function isPassing({ kind }: GitHubError): boolean {
  return kind === 'unavailable' || kind === 'rate-limited';
}
