import { expect, test } from 'vitest';
import { checkDeliveries, checkWebhookSecret, checkWebhookUrl } from '../../src/domain/check-deliveries.ts';
import type { DeliveryTry } from '../../src/domain/redelivery.ts';

function log(...delivered: readonly boolean[]): readonly DeliveryTry[] {
  return delivered.map((arrived, index) => ({ id: index, guid: `guid-${index}`, at: index, delivered: arrived }));
}

test('webhooks must go somewhere, and best to the path of the API', () => {
  expect(checkWebhookUrl('').verdict).toBe('wrong');
  expect(checkWebhookUrl('https://cascade.acme.org/webhooks/github').verdict).toBe('fine');
  expect(checkWebhookUrl('https://cascade.acme.org/hooks').verdict).toBe('doubtful');
});

test('the newest delivery decides whether webhooks arrive; older failures can be asked for again', () => {
  expect(checkDeliveries(log(true, true), 24).verdict).toBe('fine');
  expect(checkDeliveries(log(true, false), 24).verdict).toBe('wrong');
  expect(checkDeliveries(log(false, true), 24)).toMatchObject({
    verdict: 'doubtful',
    message: 'the newest arrived, but 1 in 24 hours never did',
  });
  expect(checkDeliveries([], 24).verdict).toBe('doubtful');
});

test('without a secret no webhook is accepted', () => {
  expect([0, 1, 2].map((secrets) => checkWebhookSecret(secrets).verdict)).toEqual(['doubtful', 'fine', 'fine']);
});
