import { z } from 'zod';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import type { RepositoryName } from './port.ts';

/** What GitHub tells of that matters to Cascade; all else is `unknown`. A hint to look, never the truth itself. */
export type WebhookEvent =
  | {
      readonly type: 'actions-run';
      /** GitHub's word: `requested`, `in_progress`, `completed`. */
      readonly action: string;
      readonly repository: RepositoryName;
      readonly runId: number;
      readonly attempt: number;
      /** Empty from servers that are too old to have it. */
      readonly title: string;
      readonly event: string;
      readonly status: string;
      readonly conclusion: string | null;
      /** File name of the actions workflow. */
      readonly workflow: string;
    }
  | {
      readonly type: 'release-published';
      readonly repository: RepositoryName;
      readonly releaseId: number;
      readonly tag: string;
      readonly notes: string;
      readonly prerelease: boolean;
      readonly immutable: boolean;
      readonly sender: string;
    }
  | {
      readonly type: 'push';
      readonly repository: RepositoryName;
      /** `null` where a tag was pushed. */
      readonly branch: string | null;
      readonly defaultBranch: string;
      /** The head after the push; zeros where the branch was deleted. */
      readonly commit: string;
      readonly deleted: boolean;
      readonly sender: string;
    }
  | { readonly type: 'ping' }
  | { readonly type: 'unknown'; readonly event: string };

type EventReading =
  { readonly ok: true; readonly event: WebhookEvent } | { readonly ok: false; readonly problems: readonly string[] };

const FullName = z.string().regex(/^[^/]+\/[^/]+$/, 'is not owner/name');

const Repository = z.object({ full_name: FullName }).transform(({ full_name }) => repositoryName(full_name));

const RepositoryWithBranch = z
  .object({ full_name: FullName, default_branch: z.string() })
  .transform(({ full_name, default_branch }) => ({ ...repositoryName(full_name), defaultBranch: default_branch }));

function repositoryName(fullName: string): RepositoryName {
  const [owner = '', name = ''] = fullName.split('/');
  return { owner, name };
}

/** Absent from what no person did. */
const Sender = z
  .object({ login: z.string() })
  .nullish()
  .transform((sender) => sender?.login ?? '');

const ActionsRunEvent = z
  .object({
    action: z.string(),
    repository: Repository,
    workflow: z.object({ path: z.string() }).nullish(),
    workflow_run: z.object({
      id: z.number(),
      run_attempt: z.number(),
      display_title: z.string().nullish(),
      event: z.string(),
      status: z.string(),
      conclusion: z.string().nullable(),
      path: z.string().nullish(),
    }),
  })
  .transform(({ action, repository, workflow, workflow_run: run }): WebhookEvent => ({
    type: 'actions-run',
    action,
    repository,
    runId: run.id,
    attempt: run.run_attempt,
    title: run.display_title ?? '',
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow: actionsWorkflowFile(run.path ?? workflow?.path ?? ''),
  }));

const ReleaseEvent = z
  .object({
    repository: Repository,
    release: z.object({
      id: z.number(),
      tag_name: z.string(),
      body: z.string().nullish(),
      prerelease: z.boolean(),
      immutable: z.boolean().nullish(),
    }),
    sender: Sender,
  })
  .transform(({ repository, release, sender }): WebhookEvent => ({
    type: 'release-published',
    repository,
    releaseId: release.id,
    tag: release.tag_name,
    notes: release.body ?? '',
    prerelease: release.prerelease,
    immutable: release.immutable ?? false,
    sender,
  }));

const PushEvent = z
  .object({
    ref: z.string(),
    after: z.string(),
    deleted: z.boolean(),
    repository: RepositoryWithBranch,
    sender: Sender,
  })
  .transform(({ ref, after, deleted, repository, sender }): WebhookEvent => ({
    type: 'push',
    repository: { owner: repository.owner, name: repository.name },
    branch: ref.startsWith(BRANCH) ? ref.slice(BRANCH.length) : null,
    defaultBranch: repository.defaultBranch,
    commit: after,
    deleted,
    sender,
  }));

const BRANCH = 'refs/heads/';

/** Reads the body of the event of that name. */
export function readEvent(name: string, body: unknown): EventReading {
  switch (name) {
    case 'workflow_run':
      return read(ActionsRunEvent, body);
    case 'release':
      return isPublished(body) ? read(ReleaseEvent, body) : { ok: true, event: { type: 'unknown', event: name } };
    case 'push':
      return read(PushEvent, body);
    case 'ping':
      return { ok: true, event: { type: 'ping' } };
    default:
      return { ok: true, event: { type: 'unknown', event: name } };
  }
}

/** Of a release's many actions this one alone starts anything, whether it was a draft before or a prerelease. */
function isPublished(body: unknown): boolean {
  return z.object({ action: z.literal('published') }).safeParse(body).success;
}

function read(schema: z.ZodType<WebhookEvent>, body: unknown): EventReading {
  const result = schema.safeParse(body);
  if (result.success) return { ok: true, event: result.data };
  return { ok: false, problems: result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
}
