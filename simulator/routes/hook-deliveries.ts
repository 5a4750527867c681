import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import { hookDeliveryItemShape, hookDeliveryShape } from '../shapes/hook-delivery.ts';
import type { LoggedDelivery } from '../webhooks/delivery-log.ts';
import { succeeded } from '../webhooks/delivery-log.ts';
import { hookConfig } from '../webhooks/ping.ts';
import { perPageOf } from './paged.ts';
import type { Asked, Route } from './route.ts';

/** The App's webhook, what was sent to it, and sending it again. */
export const hookDeliveryRoutes: readonly Route[] = [
  {
    operation: 'apps/get-webhook-config-for-app',
    method: 'GET',
    path: '/app/hook/config',
    handle: ({ world }) => {
      const { url } = world.webhooks;
      return { status: 200, body: url === undefined ? {} : hookConfig(url) };
    },
  },
  {
    operation: 'apps/list-webhook-deliveries',
    method: 'GET',
    path: '/app/hook/deliveries',
    handle: list,
  },
  {
    operation: 'apps/get-webhook-delivery',
    method: 'GET',
    path: '/app/hook/deliveries/{delivery_id}',
    handle: (asked) => ({ status: 200, body: hookDeliveryShape(deliveryNamed(asked)) }),
  },
  {
    operation: 'apps/redeliver-webhook-delivery',
    method: 'POST',
    path: '/app/hook/deliveries/{delivery_id}/attempts',
    handle: (asked) => {
      asked.world.webhooks.redeliver(deliveryNamed(asked).sent).catch(() => undefined);
      return { status: 202, body: {} };
    },
  },
];

/** Pages are told apart by a cursor and not by numbers: new deliveries come while one reads. */
function list({ world, url, query }: Asked): Answer {
  const outcome = query.get('status');
  const before = Number(/^v1_(\d+)$/.exec(query.get('cursor') ?? '')?.[1] ?? Infinity);
  const perPage = perPageOf(query);
  const rest = world.webhooks.log
    .offered(Date.now())
    .filter(
      (delivery) => delivery.id < before && (outcome === null || succeeded(delivery) === (outcome === 'success')),
    );
  const shown = rest.slice(0, perPage);
  const last = shown.at(-1);
  const headers = last === undefined || rest.length <= perPage ? {} : { link: nextLink(url, last) };
  return { status: 200, headers, body: shown.map(hookDeliveryItemShape) };
}

function nextLink(url: URL, { id }: LoggedDelivery): string {
  const next = new URL(url);
  next.searchParams.set('cursor', `v1_${id}`);
  return `<${next.href}>; rel="next"`;
}

function deliveryNamed({ world, parameters }: Asked): LoggedDelivery {
  const delivery = world.webhooks.log.offered(Date.now()).find(({ id }) => String(id) === parameters['delivery_id']);
  if (delivery === undefined) throw notFound();
  return delivery;
}
