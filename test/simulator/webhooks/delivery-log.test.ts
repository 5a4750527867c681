import { expect, test } from 'vitest';

import { Timers } from '../../../simulator/clock.ts';
import type { LoggedDelivery } from '../../../simulator/webhooks/delivery-log.ts';
import { DeliveryLog } from '../../../simulator/webhooks/delivery-log.ts';
import { noAnswer } from '../../../simulator/webhooks/post.ts';
import { Way } from '../../../simulator/webhooks/way.ts';

const day = 24 * 3_600_000;

function delivery(id: number, at: number, guid = `guid-${id}`): LoggedDelivery {
  const hook = { id: 1, url: 'http://127.0.0.1:9/', secret: 'hush', events: [], way: new Way({}, new Timers()) };
  const sent = { subject: { event: 'push' }, body: Buffer.from('{}'), guid, hook };
  return { id, sent, headers: {}, answer: noAnswer, at, seconds: 0, redelivery: false };
}

test('deliveries of the last three days are offered, newest first', () => {
  const log = new DeliveryLog();
  // They are kept as they end, which isn't the order in which they began.
  for (const kept of [delivery(1, 0), delivery(3, 2 * day), delivery(2, day)]) log.add(kept);
  const offered = (at: number) => log.offered(at).map(({ id }) => id);
  expect(offered(3 * day)).toEqual([3, 2, 1]);
  expect(offered(3 * day + 1)).toEqual([3, 2]);
  expect(offered(6 * day)).toEqual([]);
});

test('the last post of an event is found by its GUID, among the thousand that are kept', () => {
  const log = new DeliveryLog();
  log.add(delivery(1, 0, 'same'));
  log.add(delivery(2, 0, 'same'));
  expect(log.last('same').id).toBe(2);
  for (let id = 3; id < 1003; id += 1) log.add(delivery(id, 0));
  expect(() => log.last('same')).toThrow('No delivery same is kept');
  expect(log.offered(0)).toHaveLength(1000);
});
