import { setTimeout as delay } from 'node:timers/promises';
import { type FailedDelivery, failedDeliveries } from '../domain/redelivery.ts';
import type { GitHubApp } from '../github/app-port.ts';

/** GitHub sends again within seconds, and waits ten for the answer. Milliseconds. */
const PATIENCE = 30_000;
const LOOK_EVERY = 1_000;

/** What became of webhooks that were asked for again, by GitHub's log. */
export interface Redelivered {
  readonly arrived: readonly FailedDelivery[];
  readonly failedAgain: readonly FailedDelivery[];
  /** Of which the log said nothing in half a minute. */
  readonly unknown: readonly FailedDelivery[];
}

/** Looks at GitHub's log until it tells of each, or half a minute is over. */
export async function redelivered(
  app: Pick<GitHubApp, 'deliveries'>,
  since: number,
  asked: readonly FailedDelivery[],
): Promise<Redelivered> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const failed = new Map(failedDeliveries(await app.deliveries(since)).map((delivery) => [delivery.guid, delivery]));
    const fates = Map.groupBy(asked, (before) => fateOf(before, failed.get(before.guid)));
    const unknown = fates.get('unknown') ?? [];
    if (unknown.length === 0 || performance.now() > deadline) {
      return { arrived: fates.get('arrived') ?? [], failedAgain: fates.get('failed-again') ?? [], unknown };
    }
    await delay(LOOK_EVERY);
  }
}

function fateOf(before: FailedDelivery, now: FailedDelivery | undefined): 'arrived' | 'failed-again' | 'unknown' {
  if (now === undefined) return 'arrived';
  return now.tries > before.tries ? 'failed-again' : 'unknown';
}
