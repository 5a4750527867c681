import { z } from 'zod';
import type { GitHubEvent } from '../domain/github-event.ts';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import type { RepositoryName } from './port.ts';
import { isReport, ReportEvent } from './webhooks-report.ts';

/** A webhook that was read; one that matters to nothing here is `unknown`. */
export type WebhookEvent = GitHubEvent | { readonly type: 'unknown'; readonly event: string };

type EventReading =
  { readonly ok: true; readonly event: WebhookEvent } | { readonly ok: false; readonly problems: readonly string[] };

// What GitHub allows in names; some become part of a query.
const FullName = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'is not owner/name');

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
      path: z.string().nullish(),
      html_url: z.string().nullish(),
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
    workflow: actionsWorkflowFile(run.path ?? workflow?.path ?? ''),
    url: run.html_url ?? '',
  }));

const JobEvent = z
  .object({
    action: z.string(),
    repository: Repository,
    workflow_job: z.object({ run_id: z.number(), run_attempt: z.number().nullish() }),
  })
  .transform(({ action, repository, workflow_job: job }): WebhookEvent => ({
    type: 'job',
    action,
    repository,
    runId: job.run_id,
    attempt: job.run_attempt ?? 1,
  }));

const ReleaseEvent = z
  .object({
    repository: Repository,
    release: z.object({ tag_name: z.string(), body: z.string().nullish(), immutable: z.boolean().optional() }),
    sender: Sender,
  })
  .transform(({ repository, release, sender }): WebhookEvent => ({
    type: 'release-published',
    repository,
    tag: release.tag_name,
    notes: release.body ?? '',
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
    case 'workflow_job':
      return read(JobEvent, body);
    case 'repository_dispatch':
      return isReport(body) ? read(ReportEvent, body) : { ok: true, event: { type: 'unknown', event: name } };
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
