import type { Actor } from './trigger.ts';
import { ignore, type Received, type WebhookDecision } from './webhook-decision.ts';

/** GitHub shows what no account did, or a deleted one, as done by "ghost". */
export function actorOf(sender: string): Actor {
  return { type: 'github', login: sender === '' ? 'ghost' : sender };
}

/** The decision about what Cascade's own account did; `null` where somebody else did it. */
export function ignoreOwn(sender: string, did: string, { self }: Received): WebhookDecision | null {
  const own = self.some((login) => login.toLowerCase() === sender.toLowerCase());
  return own ? ignore('made-by-cascade', `@${sender}, Cascade's own account, ${did}`) : null;
}
