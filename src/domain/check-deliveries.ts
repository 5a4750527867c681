import { doubtful, fine, type Finding, wrong } from './finding.ts';
import { type DeliveryTry, failedDeliveries } from './redelivery.ts';

const CHECK = 'webhooks';

/** The path at which the API takes webhooks. */
const WEBHOOK_PATH = '/webhooks/github';

/** Whether the App's webhooks go somewhere, and to the API's path. */
export function checkWebhookUrl(url: string): Finding {
  if (url === '') {
    return wrong(
      CHECK,
      'the App sends them nowhere',
      `Set its webhook URL to that of the API, ending in ${WEBHOOK_PATH}, and tick Active.`,
    );
  }
  return url.endsWith(WEBHOOK_PATH)
    ? fine(CHECK, `go to ${url}`)
    : doubtful(
        CHECK,
        `go to ${url}`,
        `The API takes them at ${WEBHOOK_PATH}, unless something in front of it says otherwise.`,
      );
}

/** Whether GitHub's log says that webhooks arrive; the log goes back so many hours. */
export function checkDeliveries(log: readonly DeliveryTry[], hours: number): Finding {
  const newest = log.reduce<DeliveryTry | null>((a, b) => (a === null || b.at > a.at ? b : a), null);
  if (newest === null) {
    return doubtful(
      'deliveries',
      `GitHub has sent none in ${hours} hours`,
      'Push to a repository of the chain, and look again.',
    );
  }
  const failed = failedDeliveries(log).length;
  const again = '`cascade reconcile` asks for what failed again.';
  if (!newest.delivered) {
    const advice = `Check that the API runs, that GitHub reaches it, and that both have the same secret. ${again}`;
    return wrong('deliveries', `the newest failed, and ${failed} in ${hours} hours never arrived`, advice);
  }
  return failed === 0
    ? fine('deliveries', `all in ${hours} hours arrived`)
    : doubtful('deliveries', `the newest arrived, but ${failed} in ${hours} hours never did`, again);
}

/** Whether webhooks can be told from forgeries; without a secret none is accepted. */
export function checkWebhookSecret(secrets: number): Finding {
  if (secrets === 0) {
    const message = 'none is set: no webhook is accepted, builds are polled, and no release or push starts a train';
    return doubtful('webhook secret', message, 'Set CASCADE_WEBHOOK_SECRET to what GitHub signs webhooks with.');
  }
  return fine('webhook secret', secrets === 1 ? 'is set' : 'is set, and the one before it is accepted too');
}

/** What a personal token can't find out. */
export function unknownDeliveries(): Finding {
  const message = 'with a personal token nobody can ask GitHub whether they arrive';
  return doubtful(
    CHECK,
    message,
    "Look at Recent Deliveries in the webhook's settings on GitHub; builds are polled where none come.",
  );
}
