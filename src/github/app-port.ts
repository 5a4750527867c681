import type { GitHub, RepositoryName } from './port.ts';

/** What Cascade asks GitHub as an App, and not as one of its installations. Every method throws `GitHubError` and nothing else. */
export interface GitHubApp {
  app(): Promise<AppDescription>;
  /** Where the App is installed for this repository; `null` where it isn't, or doesn't cover it. */
  installation(repository: RepositoryName): Promise<Installation | null>;
  /** Webhooks of GitHub's log that were tried since then (milliseconds since the epoch; GitHub keeps three days), newest first. */
  deliveries(since: number): Promise<readonly DeliveryAttempt[]>;
  /** Asks GitHub to send a delivery again, as it was. */
  redeliver(deliveryId: number): Promise<void>;
  /** Where GitHub sends the App's webhooks; empty where it has none. */
  webhookUrl(): Promise<string>;
}

export interface AppDescription {
  readonly slug: string;
  /** Such as `{ actions: 'write' }`. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

export interface Installation {
  readonly id: number;
  readonly account: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly suspended: boolean;
}

/** One try of GitHub's to deliver a webhook; those of one event have the same `guid`. */
export interface DeliveryAttempt {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly at: number;
  /** Whether it was answered with a 2xx. */
  readonly delivered: boolean;
}

/** What only a check of the set-up asks, all of it reading. Every method throws `GitHubError` and nothing else. */
export interface GitHubSetup extends Pick<GitHub, 'immutableReleases'> {
  /** Whether Actions are on; `null` where the token may not know. */
  actionsEnabled(repository: RepositoryName): Promise<boolean | null>;
  /** Whether the token may write to the repository; an archived one takes no writes. */
  access(repository: RepositoryName): Promise<{ readonly write: boolean; readonly archived: boolean } | null>;
}
