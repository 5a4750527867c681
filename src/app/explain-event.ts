import { readFile } from 'node:fs/promises';
import type { Chain } from '../domain/chain.ts';
import { decide } from '../domain/decide-webhook.ts';
import type { WebhookDecision } from '../domain/webhook-decision.ts';
import { parseStoredWebhook } from '../github/webhooks-stored.ts';
import { UserError } from './user-error.ts';

/** What a webhook would lead to. */
export interface ExplainedEvent {
  readonly delivery: string;
  readonly decisions: readonly WebhookDecision[];
}

/** What the decision depends on, beside the webhook. */
export interface Circumstances {
  readonly chains: readonly Chain[];
  readonly self: readonly string[];
  /** When it is taken to have arrived, milliseconds since the epoch. */
  readonly at: number;
}

/** Decides about a webhook in a file, as the API would, and does nothing. Throws a UserError where the file holds none. */
export async function explainEvent(
  file: string,
  event: string | undefined,
  { chains, self, at }: Circumstances,
): Promise<ExplainedEvent> {
  const parsed = parseStoredWebhook(await textOf(file), event);
  if (!parsed.ok) {
    const problems = parsed.problems.map((problem) => `  ${problem}`).join('\n');
    throw new UserError(`${file} holds no webhook of GitHub's:\n${problems}`);
  }
  const { id: delivery } = parsed.delivery;
  const decision = decide(parsed.delivery.event, { delivery, at, self });
  return { delivery, decisions: typeof decision === 'function' ? decision(chains) : [decision] };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} can't be read: ${reason}`, { cause: error });
  }
}
