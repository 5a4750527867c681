import { Webhooks } from '@octokit/webhooks';
import { expect, test } from 'vitest';

import type { DisturbedDeliveries } from '../../../simulator/scenario-app.ts';
import type { Simulator } from '../../../simulator/simulator.ts';
import type { ReceivedHook } from '../hook-receiver.ts';
import { receiveHooks } from '../hook-receiver.ts';
import { start } from '../started.ts';
import { answered, guidOf, payloadOf } from './settled.ts';

async function disturbed(way: DisturbedDeliveries) {
  const { url, received } = await receiveHooks();
  const { simulator } = await start({ webhooks: [{ url, secret: 'hush', events: ['push'], disturbed: way }] });
  return { url, received, simulator };
}

async function push(simulator: Simulator, ...messages: string[]): Promise<void> {
  for (const message of messages) await simulator.push('acme/library', { message });
}

function messages(received: readonly ReceivedHook[]): string[] {
  return received.map((hook) => (payloadOf(hook) as { head_commit: { message: string } }).head_commit.message);
}

test('every second delivery is lost, and shows as one that nobody answered', async () => {
  const { simulator, received } = await disturbed({ loseEvery: 2 });
  await push(simulator, 'one', 'two', 'three', 'four');
  await simulator.when(() => received.length === 2 && simulator.deliveries().length === 4);
  expect(messages(received).sort()).toEqual(['one', 'three']);
  await simulator.when(() => simulator.deliveries().filter(({ status }) => status === 200).length === 2);
  expect(simulator.deliveries().map(({ status }) => status)).toEqual([200, 0, 200, 0]);
});

test('all deliveries are lost, and one that is sent again arrives', async () => {
  const { simulator, received } = await disturbed({ loseEvery: 1 });
  await push(simulator, 'one', 'two');
  expect(received).toEqual([]);
  const [first] = simulator.deliveries();
  await simulator.redeliver(first?.id ?? '');
  expect(messages(received)).toEqual(['one']);
  expect(simulator.deliveries().map(({ status, redelivery }) => [status, redelivery])).toEqual([
    [0, false],
    [0, false],
    [200, true],
  ]);
});

test('every delivery comes twice, with the same GUID and body', async () => {
  const { simulator, received } = await disturbed({ double: true });
  await push(simulator, 'one');
  await answered(simulator, 2);
  const [first, second] = received;
  expect(received).toHaveLength(2);
  expect(second?.body).toBe(first?.body);
  expect(new Set(received.map(guidOf)).size).toBe(1);
  expect(simulator.deliveries().map(({ redelivery }) => redelivery)).toEqual([false, false]);
});

test('every delivery comes late', async () => {
  const { simulator, received } = await disturbed({ lateSeconds: 0.2 });
  const pushedAt = performance.now();
  await push(simulator, 'one');
  expect(simulator.deliveries()).toEqual([]);
  await answered(simulator, 1);
  expect(performance.now() - pushedAt).toBeGreaterThanOrEqual(190);
  expect(messages(received)).toEqual(['one']);
});

test('deliveries come in the opposite order, by as many as are gathered; what is left over comes after a second', async () => {
  const { simulator, received } = await disturbed({ reverseBy: 3 });
  await push(simulator, 'one', 'two', 'three', 'four', 'five');
  await answered(simulator, 3);
  expect(messages(received)).toEqual(['three', 'two', 'one']);
  await answered(simulator, 5);
  expect(messages(received).slice(3)).toEqual(['five', 'four']);
});

test('a way may lose, double and reverse at once', async () => {
  const { simulator, received } = await disturbed({ loseEvery: 3, double: true, reverseBy: 2 });
  await push(simulator, 'one', 'two', 'three', 'four', 'five');
  await simulator.when(() => received.length === 8);
  expect(messages(received)).toEqual(['two', 'two', 'one', 'one', 'five', 'five', 'four', 'four']);
});

test('a simulator that is closed sends nothing that was on its way', async () => {
  const { simulator, received } = await disturbed({ lateSeconds: 0.05 });
  await push(simulator, 'one');
  await simulator.close();
  // What another sends later has arrived: by then the closed one's would have, too.
  const later = await disturbed({ lateSeconds: 0.1 });
  await push(later.simulator, 'two');
  await later.simulator.when(() => later.received.length === 1);
  expect([received, simulator.deliveries()]).toEqual([[], []]);
});

test('a rotated secret signs what is sent from then on, what happened before included', async () => {
  const { simulator, received, url } = await disturbed({});
  await push(simulator, 'one');
  await answered(simulator, 1);
  simulator.rotateWebhookSecret(url, 'new');
  await push(simulator, 'two');
  await simulator.redeliver(simulator.deliveries()[0]?.id ?? '');
  await answered(simulator, 3);
  const signedBy = async (secret: string) =>
    await Promise.all(
      received.map(({ body, headers }) =>
        new Webhooks({ secret }).verify(body, String(headers['x-hub-signature-256'])),
      ),
    );
  expect(await signedBy('hush')).toEqual([true, false, false]);
  expect(await signedBy('new')).toEqual([false, true, true]);
});

test('the secret of a webhook that there is not can not be rotated', async () => {
  const { simulator, url } = await disturbed({});
  expect(() => {
    simulator.rotateWebhookSecret('http://127.0.0.1:9/', 'new');
  }).toThrow(`No webhook goes to http://127.0.0.1:9/; they go to: ${url}.`);
});
