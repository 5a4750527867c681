import { checkEvents } from '../../domain/check-app.ts';
import { checkBudget } from '../../domain/check-budget.ts';
import {
  checkDeliveries,
  checkWebhookSecret,
  checkWebhookUrl,
  unknownDeliveries,
} from '../../domain/check-deliveries.ts';
import { fine, type Finding, type FindingGroup } from '../../domain/finding.ts';
import { APP_EVENTS } from '../../github/permissions.ts';
import type { GitHub } from '../../github/port.ts';
import { asked } from './asked.ts';
import type { AskedGitHub } from './examine-place.ts';

/** GitHub keeps three days of its log; the last one says whether webhooks arrive. */
const HOURS = 24;

/** Looks at what concerns GitHub as a whole: who we are there, and whether its webhooks reach us. */
export async function examineGitHub(
  { github, app }: AskedGitHub,
  owners: readonly string[],
  webhookSecrets: number,
): Promise<FindingGroup> {
  const logins = await Promise.all(owners.map((owner) => examineLogin(github, owner)));
  const secret = checkWebhookSecret(webhookSecrets);
  if (app === null) return { subject: 'GitHub', findings: [...once(logins.flat()), secret, unknownDeliveries()] };
  const { port } = app;
  const since = Date.now() - HOURS * 3_600_000;
  const webhooks = await Promise.all([
    asked('events', async () => checkEvents((await port.app()).events, APP_EVENTS)),
    asked('webhooks', async () => checkWebhookUrl(await port.webhookUrl())),
    asked('deliveries', async () => checkDeliveries(await port.deliveries(since), HOURS)),
  ]);
  return { subject: 'GitHub', findings: [...once(logins.flat()), secret, ...webhooks.flat()] };
}

/** How many requests are left for each owner, as the last answers said: to be asked after all others. */
export function examineBudgets(github: Pick<GitHub, 'budget'>, owners: readonly string[]): readonly Finding[] {
  return owners.flatMap((owner) => {
    const budget = github.budget(owner);
    return budget === null ? [] : checkBudget(owner, budget);
  });
}

function examineLogin(github: GitHub, owner: string): Promise<readonly Finding[]> {
  return asked('credentials', async () => fine('credentials', `work as ${await github.login(owner)}`));
}

/** A token has one login for all owners. */
function once(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()];
}
