import { timestamp } from '../clock.ts';
import type { LoggedDelivery } from '../webhooks/delivery-log.ts';

/** What GitHub says of a delivery that nobody answered: it reads as a gateway that failed. */
const unanswered = { status: 'failed to connect to host', status_code: 502 };

/** A delivery in a list (hook-delivery-item). */
export function hookDeliveryItemShape({ id, sent, answer, at, seconds, redelivery }: LoggedDelivery): object {
  const { guid, subject, installationId, repositoryId } = sent;
  return {
    id,
    guid,
    delivered_at: timestamp(at),
    redelivery,
    duration: Math.round(seconds * 100) / 100,
    ...outcome(answer.status),
    event: subject.event,
    action: subject.action ?? null,
    installation_id: installationId ?? null,
    repository_id: repositoryId ?? null,
    throttled_at: null,
  };
}

/** A delivery with all that was sent and answered (hook-delivery). */
export function hookDeliveryShape(delivery: LoggedDelivery): object {
  const { sent, headers, answer } = delivery;
  return {
    ...hookDeliveryItemShape(delivery),
    url: sent.hook.url,
    request: { headers, payload: JSON.parse(sent.body.toString()) as unknown },
    response: { headers: answer.headers, payload: answer.body },
  };
}

function outcome(status: number): { readonly status: string; readonly status_code: number } {
  if (status === 0) return unanswered;
  return { status: status < 400 ? 'OK' : `Invalid HTTP Response: ${status}`, status_code: status };
}
