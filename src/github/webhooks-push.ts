import { z } from 'zod';
import type { EventOf } from '../domain/github-event.ts';
import { FieldsWithBranch, Sender, text, withBranch } from './webhooks-fields.ts';

const BRANCH = 'refs/heads/';
const TAG = 'refs/tags/';

// GitHub leaves out what is more (https://docs.github.com/webhooks/webhook-events-and-payloads#push).
const MOST_COMMITS = 2048;

const Paths = z.array(z.string());

// Whatever is of another shape counts as not said: it only decides whether a filter may be asked.
const Commits = z
  .array(z.object({ added: Paths, modified: Paths, removed: Paths }))
  .nullish()
  .catch(null);

const PushedRepository = FieldsWithBranch.extend({ pushed_at: z.number().nullish().catch(null) });

/** A push of a branch or a tag. */
export const PushEvent = z
  .object({
    ref: text(1000),
    after: z.string().regex(/^[0-9a-f]{40}$/, 'is not a commit'),
    created: z.boolean().nullish(),
    deleted: z.boolean(),
    forced: z.boolean().nullish(),
    commits: Commits,
    head_commit: z.object({ message: z.string() }).nullish().catch(null),
    repository: PushedRepository,
    sender: Sender,
  })
  .transform(({ ref, after, created, deleted, forced, commits, head_commit, repository, sender }): EventOf<'push'> => ({
    type: 'push',
    ...withBranch(repository),
    branch: nameUnder(ref, BRANCH),
    tag: nameUnder(ref, TAG),
    commit: after,
    deleted,
    message: head_commit?.message ?? '',
    // Of a branch that is new or was rewritten, the commits aren't all that is different.
    paths: (created ?? false) || (forced ?? false) ? null : changedPaths(commits ?? []),
    at: typeof repository.pushed_at === 'number' ? repository.pushed_at * 1000 : null,
    sender,
  }));

function nameUnder(ref: string, prefix: string): string | null {
  return ref.startsWith(prefix) ? ref.slice(prefix.length) : null;
}

function changedPaths(commits: NonNullable<z.infer<typeof Commits>>): readonly string[] | null {
  const paths = new Set(commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]));
  // Of a merge alone, GitHub names no path.
  return paths.size === 0 || commits.length >= MOST_COMMITS ? null : [...paths];
}
