import { z } from 'zod';
import type { GitHubEvent } from '../../domain/webhook-decision.ts';
import type { WebhookEvent } from '../../github/webhooks-payload.ts';
import { Problem } from '../problem.ts';

const Push = z.object({ repository: z.object({ default_branch: z.string() }) });

/** The event as a decision needs it; `null` for one that means nothing to Cascade. Throws a Problem where GitHub would have said more. */
export function gitHubEvent(event: WebhookEvent, rawBody: string): GitHubEvent | null {
  if (event.type === 'unknown') return null;
  if (event.type !== 'push') return event;
  const push = Push.safeParse(JSON.parse(rawBody));
  if (!push.success) {
    const detail = 'repository.default_branch: missing, or not a text';
    throw new Problem('invalid-request', detail, [detail]);
  }
  return { ...event, defaultBranch: push.data.repository.default_branch };
}
