import { decideDispatch } from './decide-dispatch.ts';
import { decidePush } from './decide-push.ts';
import { decideRelease } from './decide-release.ts';
import { decideReport } from './decide-report.ts';
import { decideJob, decideRun } from './decide-run.ts';
import { assertNever } from './exhaustive.ts';
import type { GitHubEvent } from './github-event.ts';
import { type DecideByChains, ignore, type Received, type WebhookDecision } from './webhook-decision.ts';

/** What a webhook means. Most that come in crowds say it by themselves; for the others the chains must be known. */
export function decide(event: GitHubEvent, received: Received): WebhookDecision | DecideByChains {
  switch (event.type) {
    case 'ping':
      return ignore('ping', 'GitHub can reach Cascade, and both have the same secret');
    case 'actions-run':
      return decideRun(event, received);
    case 'job':
      return decideJob(event);
    case 'build-report':
      return decideReport(event);
    case 'release-published':
      return decideRelease(event, received);
    case 'push':
      return decidePush(event, received);
    case 'dispatch':
      return decideDispatch(event, received);
    case 'pull-request':
      return ignore('pull-request', 'a pull request starts nothing, ever: what it merges is pushed');
    case 'release-changed':
      return ignore(
        'release-not-published',
        `a release was ${event.action}: only one that is published starts anything`,
      );
    case 'unused':
      return ignore('event-not-used', `Cascade does nothing with the event ${event.event}`);
    default:
      return assertNever(event);
  }
}
