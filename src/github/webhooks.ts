import { Webhooks } from '@octokit/webhooks';
import type { GitHubEvent } from '../domain/github-event.ts';
import { readEvent } from './webhooks-payload.ts';

/** The secret that GitHub signs with, and the one before it while it is being changed. */
export interface WebhookSecrets {
  readonly current: string;
  readonly previous: string | null;
}

type HttpHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A webhook that GitHub sent. A delivery that is repeated has the same id. */
export interface WebhookDelivery {
  readonly id: string;
  readonly event: GitHubEvent;
}

export type ParsedWebhook =
  | { readonly ok: true; readonly delivery: WebhookDelivery }
  /** Sentences, each naming the header or field that is not as GitHub sends it. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Whether the raw body, as it arrived, was signed with one of the secrets. */
export async function verifyWebhook(headers: HttpHeaders, rawBody: string, secrets: WebhookSecrets): Promise<boolean> {
  const signature = headers['x-hub-signature-256'];
  if (typeof signature !== 'string' || signature === '' || rawBody === '') return false;
  for (const secret of [secrets.current, secrets.previous]) {
    if (secret !== null && (await verifierFor(secret).verify(rawBody, signature))) return true;
  }
  return false;
}

/** Each takes as long to make as a signature to check; there are as many as secrets. */
const verifiers = new Map<string, Webhooks>();

function verifierFor(secret: string): Webhooks {
  const verifier = verifiers.get(secret) ?? new Webhooks({ secret });
  verifiers.set(secret, verifier);
  return verifier;
}

/** Reads a webhook whose signature was verified: only the fields that Cascade uses are looked at. */
export function parseWebhook(headers: HttpHeaders, rawBody: string): ParsedWebhook {
  const [id, name] = [headers['x-github-delivery'], headers['x-github-event']];
  const problems = [
    ...(typeof id === 'string' && DELIVERY.test(id) ? [] : ['The header x-github-delivery is missing, or no id.']),
    ...(typeof name === 'string' && name !== '' ? [] : ['The header x-github-event is missing.']),
  ];
  if (typeof id !== 'string' || typeof name !== 'string' || problems.length > 0) return { ok: false, problems };
  const body = parseJson(rawBody);
  if (body === undefined) return { ok: false, problems: [NO_JSON] };
  const read = readEvent(name, body);
  return read.ok ? { ok: true, delivery: { id, event: read.event } } : read;
}

const DELIVERY = /^[\w-]{1,100}$/;

const NO_JSON =
  'The body is no JSON. If the webhook is set to application/x-www-form-urlencoded, change its content type to application/json.';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
