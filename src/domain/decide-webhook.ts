import { decideReport } from './decide-report.ts';
import { decideJob, decideRun } from './decide-run.ts';
import { decidePush, decideRelease } from './decide-start.ts';
import { assertNever } from './exhaustive.ts';
import type { GitHubEvent } from './github-event.ts';
import { type DecideByChains, ignore, type WebhookDecision } from './webhook-decision.ts';

/** What a webhook means. Most that come in crowds say it by themselves; for the others the chains must be known. */
export function decide(event: GitHubEvent, delivery: string): WebhookDecision | DecideByChains {
  switch (event.type) {
    case 'ping':
      return ignore('ping', 'GitHub can reach Cascade, and both have the same secret');
    case 'actions-run':
      return decideRun(event);
    case 'job':
      return decideJob(event);
    case 'build-report':
      return decideReport(event);
    case 'release-published':
      return decideRelease(event, delivery);
    case 'push':
      return decidePush(event, delivery);
    default:
      return assertNever(event);
  }
}
