import { setTimeout as delay } from 'node:timers/promises';
import { GitHubError } from '../domain/github-error.ts';
import { type AskedAgain, dueRedeliveries, type FailedDelivery } from '../domain/redelivery.ts';
import type { GitHubApp } from '../github/app-port.ts';
import type { Log } from '../telemetry/log.ts';
import { LOG_KEPT, reconcile } from './reconcile.ts';

/** Pause between two looks at GitHub's log, in milliseconds; each costs a request or a few. */
const LOOK_EVERY = 5 * 60_000;

/** Something that goes on in the background until it is stopped. */
export interface Background {
  /** What is being asked right then is left to end by itself. */
  stop(): void;
}

/** Asks GitHub for what failed to arrive, now and every few minutes. An API that listens again gets what it missed. */
export function reconcileByItself(app: GitHubApp, log: Log): Background {
  const ending = new AbortController();
  keepLooking(app, log, ending.signal).catch((error: unknown) => {
    log.error({ err: error }, 'nobody asks GitHub any more for webhooks that failed to arrive: please report');
  });
  return {
    stop: () => {
      ending.abort();
    },
  };
}

async function keepLooking(app: GitHubApp, log: Log, signal: AbortSignal): Promise<void> {
  const asked = new Map<string, AskedAgain>();
  while (!signal.aborted) {
    await lookOnce(app, log, asked);
    await delay(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}

async function lookOnce(app: GitHubApp, log: Log, askedBefore: Map<string, AskedAgain>): Promise<void> {
  try {
    const now = Date.now();
    const { failed, asked, refusals } = await reconcile(app, now - LOG_KEPT, (all) =>
      dueRedeliveries(all, askedBefore, now),
    );
    remember(askedBefore, failed, asked, now);
    if (asked.length > 0) log.info({ guids: guidsOf(asked) }, 'asked GitHub again for webhooks that never arrived');
    if (refusals.length > 0) log.warn({ refusals }, 'GitHub refused to send webhooks again');
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    log.warn({ problem: error.message }, "GitHub's log of webhooks could not be read; builds go on by polling");
  }
}

/** What has arrived by now, or left GitHub's log, needs no memory any more. */
function remember(
  askedBefore: Map<string, AskedAgain>,
  failed: readonly FailedDelivery[],
  asked: readonly FailedDelivery[],
  now: number,
): void {
  const known = new Set(guidsOf(failed));
  for (const guid of askedBefore.keys()) if (!known.has(guid)) askedBefore.delete(guid);
  for (const { guid, tries } of asked) askedBefore.set(guid, { at: now, tries });
}

function guidsOf(deliveries: readonly FailedDelivery[]): readonly string[] {
  return deliveries.map(({ guid }) => guid);
}
