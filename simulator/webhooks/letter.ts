import type { Hook } from './hook.ts';

/** The events that the simulator tells of, by GitHub's names. */
export const eventNames: readonly string[] = [
  'create',
  'delete',
  'push',
  'release',
  'repository_dispatch',
  'workflow_dispatch',
  'workflow_job',
  'workflow_run',
];

/** What an event is called, and the repository (`owner/name`) that it is about, if it is about one. */
export interface Subject {
  readonly event: string;
  readonly action?: string;
  readonly repository?: string;
}

/** What happened in a repository, and how it is told; the payload is only made if somebody listens. */
export interface WebhookEvent extends Subject {
  readonly repository: string;
  /** GitHub tells it to nobody else. */
  readonly onlyForApps?: true;
  readonly payload: () => object;
}

/** An event as it is sent to every hook. */
export interface Letter {
  readonly subject: Subject;
  readonly repositoryId?: number;
  readonly installationId?: number;
  readonly body: Buffer;
}

/** A letter to one hook: the same GUID and body however often it is sent. */
export interface Sent extends Letter {
  readonly guid: string;
  readonly hook: Hook;
}
