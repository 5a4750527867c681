import type { DeploySignal, Telling, TellWebhook } from '../domain/telling.ts';
import { DEFAULT_BUILD, DEFAULT_DEPLOY, DEFAULT_TELLS, DEFAULT_TELL_WEBHOOK } from './defaults.ts';
import { milliseconds } from './duration.ts';
import { placeOf } from './place-of.ts';
import type { ChainFile, RepositoryEntry } from './schema.ts';
import type { Deploy, Webhook } from './telling-schema.ts';

/** Who is told what, every default filled in. */
export function normaliseTelling(file: ChainFile): Telling {
  const { statuses, webhooks = [], issue } = file.tells ?? {};
  return {
    statuses: statuses ?? DEFAULT_TELLS.statuses,
    webhooks: webhooks.map(normaliseWebhook),
    issue: issue === undefined ? null : placeOf(file, issue),
  };
}

function normaliseWebhook(webhook: Webhook): TellWebhook {
  return {
    format: webhook.format ?? DEFAULT_TELL_WEBHOOK.format,
    urlVariable: webhook.url_from,
    secretVariable: webhook.secret_from ?? null,
    on: webhook.on ?? DEFAULT_TELL_WEBHOOK.on,
    kinds: webhook.kinds ?? DEFAULT_TELL_WEBHOOK.kinds,
    required: webhook.required ?? DEFAULT_TELL_WEBHOOK.required,
  };
}

/** The signal to deploy a repository, every default filled in; `null` where there is none. */
export function normaliseDeploy(file: ChainFile, { deploy, images = [] }: RepositoryEntry): DeploySignal | null {
  if (deploy === undefined) return null;
  const { imagePayload, payload, eventType, kinds } = DEFAULT_DEPLOY;
  return {
    kinds: deploy.on ?? kinds,
    to: deploy.to === undefined ? null : placeOf(file, deploy.to),
    eventType: deploy.event ?? eventType,
    payload: deploy.payload ?? (images.length > 0 ? imagePayload : payload),
    required: deploy.required ?? DEFAULT_DEPLOY.required,
    answer: deploy.answer === undefined ? null : normaliseAnswer(deploy.answer),
  };
}

function normaliseAnswer({ workflow, marker, timeout }: NonNullable<Deploy['answer']>): DeploySignal['answer'] {
  const { queue, approval } = DEFAULT_BUILD.timeouts;
  return {
    workflow,
    marker: marker ?? DEFAULT_DEPLOY.marker,
    timeouts: {
      queue: milliseconds(queue),
      build: milliseconds(timeout ?? DEFAULT_DEPLOY.timeout),
      approval: milliseconds(approval),
    },
  };
}
