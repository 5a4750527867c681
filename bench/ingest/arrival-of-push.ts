import { decide } from '../../src/domain/decide-webhook.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { parseWebhook } from '../../src/github/webhooks.ts';
import type { SignedPush } from './push-webhook.ts';

/** What the API makes of a webhook, and tells the queue of that chain. */
export function arrivalOf({ headers, body }: SignedPush, chain: Chain): Arrival {
  const webhook = parseWebhook(headers, body);
  if (!webhook.ok) throw new Error(`The push isn't understood: ${webhook.problems.join('; ')}`);
  const { id: delivery, event } = webhook.delivery;
  const decision = decide(event, { delivery, at: Date.now(), self: [] });
  const [decided] = typeof decision === 'function' ? decision([chain]) : [decision];
  if (decided?.type !== 'enqueue') throw new Error(`The push starts no cascade: ${decided?.type ?? 'nothing'}`);
  return decided.arrival;
}
