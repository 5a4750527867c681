import type { PushPolicy } from '../domain/push-policy.ts';
import { DEFAULT_PUSH } from './defaults.ts';
import type { OnPush } from './push-schema.ts';

/** What a push to a repository starts, every default filled in. */
export function normalisePush(push: OnPush = {}): PushPolicy {
  return {
    workflows: push.workflows ?? DEFAULT_PUSH.workflows,
    jobs: push.jobs ?? DEFAULT_PUSH.jobs,
    buildsAgain: push.builds_again ?? DEFAULT_PUSH.buildsAgain,
    paths: push.paths ?? DEFAULT_PUSH.paths,
    ignoredPaths: push.ignored_paths ?? DEFAULT_PUSH.ignoredPaths,
    content: push.content ?? DEFAULT_PUSH.content,
  };
}
