import type { Chain } from '../../src/domain/chain.ts';
import { decide } from '../../src/domain/decide-webhook.ts';
import type { GitHubEvent } from '../../src/domain/github-event.ts';
import type { Received, WebhookDecision } from '../../src/domain/webhook-decision.ts';

/** How the webhooks of tests come: as the delivery `guid-1`, in November of 2026. */
export const RECEIVED: Received = { delivery: 'guid-1', at: Date.UTC(2026, 10, 21), self: [] };

/** What an event leads to. Throws where that depends on the chains and none are given. */
export function decided(
  event: GitHubEvent,
  chains?: readonly Chain[],
  received: Partial<Received> = {},
): readonly WebhookDecision[] {
  const decision = decide(event, { ...RECEIVED, ...received });
  if (typeof decision !== 'function') return [decision];
  if (chains === undefined) throw new Error('Nothing is decided before the chains are known');
  return decision(chains);
}
