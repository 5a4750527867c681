import type { Octokit } from '@octokit/rest';
import { makeAccess } from './access.ts';
import { describeApp } from './app-description.ts';
import type { DeliveryAttempt, GitHubApp } from './app-port.ts';
import { ask, askForOne, type Call } from './errors.ts';
import { clientSettings, type GitHubOptions } from './github.ts';
import { lookUpInstallation } from './installation.ts';

/** GitHub as the App itself sees it; `null` with a personal token. */
export function makeGitHubApp(options: GitHubOptions): GitHubApp | null {
  const { app } = makeAccess(clientSettings(options), options.credentials);
  return app === null ? null : appOver(app);
}

function appOver(octokit: Octokit): GitHubApp {
  return {
    app: () => describeApp(octokit),

    installation(repository) {
      return askForOne({ ...calling("find the App's installation"), repository }, async () => {
        return (await lookUpInstallation(octokit, repository)).installation;
      });
    },

    deliveries: (since) => ask(calling('list the deliveries of webhooks'), () => deliveriesSince(octokit, since)),

    async redeliver(deliveryId) {
      await ask(calling(`ask for delivery ${deliveryId} again`), () =>
        octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: deliveryId }),
      );
    },

    async webhookUrl() {
      const url = await askForOne(calling("read the App's webhook"), async () => {
        const { data } = await octokit.rest.apps.getWebhookConfigForApp();
        return data.url ?? null;
      });
      return url ?? '';
    },
  };
}

function calling(what: string): Call {
  return { what, repository: null, permission: 'of the App itself' };
}

/** Newest first; the list is paged by a cursor, which only the address of the next page has. */
async function deliveriesSince(octokit: Octokit, since: number): Promise<readonly DeliveryAttempt[]> {
  const found: DeliveryAttempt[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const paging: { cursor?: string } = cursor === '' ? {} : { cursor };
    const { data, headers } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 100, ...paging });
    const attempts = data.map(({ id, guid, event, delivered_at: at, status_code: status }): DeliveryAttempt => ({
      id,
      guid,
      event,
      at: Date.parse(at),
      delivered: status >= 200 && status < 300,
    }));
    found.push(...attempts.filter(({ at }) => at >= since));
    cursor = attempts.some(({ at }) => at < since) ? null : nextCursor(headers.link);
  }
  return found;
}

function nextCursor(link: string | undefined): string | null {
  const [, address] = /<([^>]+)>;\s*rel="next"/.exec(link ?? '') ?? [];
  return address === undefined ? null : new URL(address).searchParams.get('cursor');
}
