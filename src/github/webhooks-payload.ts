import { z } from 'zod';
import type { GitHubEvent } from '../domain/github-event.ts';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import { DispatchEvent } from './webhooks-dispatch.ts';
import { Repository, Sender, text } from './webhooks-fields.ts';
import { PushEvent } from './webhooks-push.ts';
import { isReport, ReportEvent } from './webhooks-report.ts';

type EventReading =
  { readonly ok: true; readonly event: GitHubEvent } | { readonly ok: false; readonly problems: readonly string[] };

const ActionsRunEvent = z
  .object({
    action: text(100),
    repository: Repository,
    workflow: z.object({ path: text(1000) }).nullish(),
    workflow_run: z.object({
      id: z.int(),
      run_attempt: z.int(),
      display_title: z.string().nullish(),
      event: text(100),
      status: text(100),
      path: text(1000).nullish(),
      head_branch: text(1000).nullish(),
      html_url: text(2000).nullish(),
    }),
  })
  .transform(({ action, repository, workflow, workflow_run: run }): GitHubEvent => ({
    type: 'actions-run',
    action,
    ...repository,
    runId: run.id,
    attempt: run.run_attempt,
    title: run.display_title ?? '',
    event: run.event,
    status: run.status,
    workflow: actionsWorkflowFile(run.path ?? workflow?.path ?? ''),
    branch: run.head_branch ?? null,
    url: run.html_url ?? '',
  }));

const JobEvent = z
  .object({
    action: text(100),
    repository: Repository,
    workflow_job: z.object({ run_id: z.int(), run_attempt: z.int().nullish() }),
  })
  .transform(({ action, repository, workflow_job: job }): GitHubEvent => ({
    type: 'job',
    action,
    repository: repository.repository,
    runId: job.run_id,
    attempt: job.run_attempt ?? 1,
  }));

/** Of a release's many actions one alone starts anything, whether it was a draft before or a prerelease. */
const ReleaseEvent = z
  .object({
    action: text(100),
    repository: Repository,
    release: z.object({
      tag_name: text(1000),
      target_commitish: text(1000).nullish(),
      body: z.string().nullish(),
      immutable: z.boolean().optional(),
    }),
    sender: Sender,
  })
  .transform(({ action, repository, release, sender }): GitHubEvent =>
    action === 'published'
      ? {
          type: 'release-published',
          ...repository,
          tag: release.tag_name,
          target: release.target_commitish ?? '',
          notes: release.body ?? '',
          immutable: release.immutable ?? false,
          sender,
        }
      : { type: 'release-changed', action },
  );

/** Reads the body of the event of that name. */
export function readEvent(name: string, body: unknown): EventReading {
  switch (name) {
    case 'workflow_run':
      return read(ActionsRunEvent, body);
    case 'workflow_job':
      return read(JobEvent, body);
    case 'repository_dispatch':
      return isReport(body) ? read(ReportEvent, body) : read(DispatchEvent, body);
    case 'release':
      return read(ReleaseEvent, body);
    case 'push':
      return read(PushEvent, body);
    case 'ping':
      return { ok: true, event: { type: 'ping' } };
    default:
      return { ok: true, event: name.startsWith('pull_request') ? PULL_REQUEST : { type: 'unused', event: name } };
  }
}

const PULL_REQUEST = { type: 'pull-request' } as const;

function read(schema: z.ZodType<GitHubEvent>, body: unknown): EventReading {
  const result = schema.safeParse(body);
  if (result.success) return { ok: true, event: result.data };
  return { ok: false, problems: result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
}
