import { GitHubError } from '../domain/github-error.ts';
import { type FailedDelivery, failedDeliveries } from '../domain/redelivery.ts';
import type { GitHubApp } from '../github/app-port.ts';

/** GitHub keeps its log, and sends again, for three days. Milliseconds. */
export const LOG_KEPT = 3 * 86_400_000;

/** What one look at GitHub's log led to. */
export interface Reconciled {
  /** Webhooks that never arrived. */
  readonly failed: readonly FailedDelivery[];
  /** Those of them that GitHub was asked for again, oldest first. */
  readonly asked: readonly FailedDelivery[];
  /** What GitHub refused, in its own words. */
  readonly refusals: readonly string[];
}

/** Asks GitHub once more for the webhooks that never arrived since then (milliseconds since the epoch), or for those of them that are chosen. */
export async function reconcile(
  app: Pick<GitHubApp, 'deliveries' | 'redeliver'>,
  since: number,
  choose: (failed: readonly FailedDelivery[]) => readonly FailedDelivery[] = (failed) => failed,
): Promise<Reconciled> {
  const failed = failedDeliveries(await app.deliveries(since));
  const asked: FailedDelivery[] = [];
  const refusals: string[] = [];
  for (const delivery of choose(failed)) {
    try {
      await app.redeliver(delivery.id);
      asked.push(delivery);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      refusals.push(error.message);
    }
  }
  return { failed, asked, refusals };
}
