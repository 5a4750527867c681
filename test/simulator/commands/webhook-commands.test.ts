import { expect, test } from 'vitest';

import { connectSimulator } from '../../../simulator/remote.ts';
import { receiveHooks } from '../hook-receiver.ts';
import { start } from '../started.ts';
import { answered } from '../webhooks/settled.ts';

test('another process adds a webhook, on a disturbed way if it likes, and rotates its secret', async () => {
  const { url, received } = await receiveHooks();
  const { simulator } = await start();
  const remote = connectSimulator(simulator.url);
  await remote.addWebhook({ url, secret: 'hush', events: ['push'], disturbed: { double: true } });
  await answered(simulator, 2);
  await remote.rotateWebhookSecret(url, 'new');
  await remote.push('acme/library');
  await answered(simulator, 4);
  expect(received.map(({ headers }) => headers['x-github-event'])).toEqual(['ping', 'ping', 'push', 'push']);
  await expect(remote.addWebhook({ url, secret: 'hush', disturbed: { loseEvery: 0 } })).rejects.toThrow('loseEvery');
  await expect(remote.rotateWebhookSecret('http://127.0.0.1:9/', 'new')).rejects.toThrow('No webhook goes to');
});
