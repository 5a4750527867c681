import { z } from 'zod';
import type { GitHubEvent } from '../../domain/webhook-decision.ts';
import type { WebhookEvent } from '../../github/webhooks-payload.ts';

const Push = z.object({ repository: z.object({ default_branch: z.string() }) });

/** The event as a decision needs it; `null` for one that means nothing to Cascade. */
export function gitHubEvent(event: WebhookEvent, rawBody: string): GitHubEvent | null {
  if (event.type === 'unknown') return null;
  if (event.type !== 'push') return event;
  const { repository } = Push.parse(JSON.parse(rawBody));
  return { ...event, defaultBranch: repository.default_branch };
}
