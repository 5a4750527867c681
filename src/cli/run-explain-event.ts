import { explainEvent } from '../app/explain-event.ts';
import { ownLogins } from '../app/own-logins.ts';
import { requireChains, requireEnvironment } from '../app/settings.ts';
import { explainDecision } from '../domain/explain-decision.ts';
import type { WebhookDecision } from '../domain/webhook-decision.ts';
import { printJson, printLines } from './output.ts';

/** What `cascade explain-event` is asked for. */
export interface ExplainEventOptions {
  readonly event?: string;
  readonly chains: readonly string[];
  readonly json?: boolean;
}

/** Tells what the webhook in that file would lead to. */
export async function runExplainEvent(
  file: string,
  { event, chains: locations, json = false }: ExplainEventOptions,
): Promise<void> {
  const environment = requireEnvironment(process.env);
  const chains = await requireChains(locations.length === 0 ? environment.chains : locations);
  const self = await ownLogins(environment);
  const explained = await explainEvent(file, event, { chains, self, at: Date.now() });
  if (json) printJson(explained);
  else printLines(explained.decisions.map(lineOf));
}

function lineOf(decision: WebhookDecision): string {
  const code = decision.type === 'ignore' ? ` (${decision.code})` : '';
  return `${decision.type}: ${explainDecision(decision)}${code}`;
}
