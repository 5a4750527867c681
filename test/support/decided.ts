import type { Chain } from '../../src/domain/chain.ts';
import { decide } from '../../src/domain/decide-webhook.ts';
import type { GitHubEvent } from '../../src/domain/github-event.ts';
import type { WebhookDecision } from '../../src/domain/webhook-decision.ts';

/** What the delivery `guid-1` of an event leads to. Throws where that depends on the chains and none are given. */
export function decided(event: GitHubEvent, chains?: readonly Chain[]): readonly WebhookDecision[] {
  const decision = decide(event, 'guid-1');
  if (typeof decision !== 'function') return [decision];
  if (chains === undefined) throw new Error('Nothing is decided before the chains are known');
  return decision(chains);
}
