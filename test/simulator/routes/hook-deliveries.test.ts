import { expect, test } from 'vitest';

import type { WebhookScenario } from '../../../simulator/scenario.ts';
import type { Simulator } from '../../../simulator/simulator.ts';
import { app, asApp, onAcme } from '../app/app.ts';
import { ask } from '../ask.ts';
import { receiveHooks } from '../hook-receiver.ts';
import { refusal } from '../refusal.ts';
import { start } from '../started.ts';

async function withHook(change: Partial<WebhookScenario> = {}, status = 200) {
  const { url, received } = await receiveHooks(status);
  const { simulator, octokit } = await start({
    app: app(),
    webhooks: [{ url, secret: 'hush', events: ['push'], ...change }],
  });
  return { url, received, simulator, person: octokit, octokit: asApp(simulator) };
}

async function pushes(simulator: Simulator, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await simulator.push('acme/library', { message: `push ${number}` });
  }
}

test('deliveries are listed newest first, with what became of each', async () => {
  const { simulator, octokit } = await withHook({ disturbed: { loseEvery: 2 } });
  await pushes(simulator, 2);
  await expect.poll(async () => (await octokit.apps.listWebhookDeliveries()).data).toHaveLength(2);
  const { data } = await octokit.apps.listWebhookDeliveries();
  const repository = (await octokit.apps.getRepoInstallation({ owner: 'acme', repo: 'library' })).data;
  expect(data).toMatchObject([
    { event: 'push', action: null, status: 'failed to connect to host', status_code: 502, redelivery: false },
    { event: 'push', status: 'OK', status_code: 200, installation_id: repository.id },
  ]);
  expect(data.map(({ guid }) => guid)).toEqual(
    simulator
      .deliveries()
      .map(({ id }) => id)
      .reverse(),
  );
});

test('the list can be narrowed to what succeeded or failed', async () => {
  const { simulator, octokit } = await withHook({ disturbed: { loseEvery: 3 } });
  await pushes(simulator, 3);
  const count = async (status: 'success' | 'failure') => {
    const path = `/app/hook/deliveries?status=${status}`;
    return ((await octokit.request(`GET ${path}`)).data as unknown[]).length;
  };
  await expect.poll(async () => [await count('success'), await count('failure')]).toEqual([2, 1]);
});

test('pages are told apart by a cursor, so that what comes meanwhile shifts nothing', async () => {
  const { simulator, octokit } = await withHook();
  await pushes(simulator, 5);
  await expect.poll(async () => (await octokit.apps.listWebhookDeliveries()).data).toHaveLength(5);
  const first = await octokit.apps.listWebhookDeliveries({ per_page: 2 });
  expect(first.headers.link).toMatch(/cursor=v1_\d+>; rel="next"/);
  await pushes(simulator, 1);
  const all = await octokit.paginate(octokit.apps.listWebhookDeliveries, { per_page: 2 });
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const next = /<([^>]+)>/.exec(first.headers.link ?? '')?.[1] ?? '';
  const second = await octokit.request(`GET ${next.replace(simulator.url, '')}`);
  const ids = [...first.data, ...(second.data as typeof first.data)].map(({ id }) => id);
  expect(ids).toEqual(
    all
      .map(({ id }) => id)
      .filter((id) => id <= (ids[0] ?? 0))
      .slice(0, 4),
  );
});

test('a delivery shows what was sent and what was answered', async () => {
  const { simulator, octokit, url, received } = await withHook({}, 503);
  await pushes(simulator, 1);
  await expect.poll(async () => (await octokit.apps.listWebhookDeliveries()).data).toHaveLength(1);
  const [item] = (await octokit.apps.listWebhookDeliveries()).data;
  const { data } = await octokit.apps.getWebhookDelivery({ delivery_id: item?.id ?? 0 });
  expect(data).toMatchObject({
    status_code: 503,
    status: 'Invalid HTTP Response: 503',
    url,
    request: {
      headers: {
        'X-GitHub-Event': 'push',
        'X-GitHub-Delivery': item?.guid,
        'X-Hub-Signature-256': received[0]?.headers['x-hub-signature-256'],
      },
      payload: { head_commit: { message: 'push 1' }, installation: { id: 501 } },
    },
    response: { payload: 'taken' },
  });
});

test('a delivery that is attempted again has the same GUID and body, and is another in the log', async () => {
  const { simulator, octokit, received } = await withHook({ disturbed: { loseEvery: 1 } });
  await pushes(simulator, 1);
  const [lost] = (await octokit.apps.listWebhookDeliveries()).data;
  const { status } = await octokit.apps.redeliverWebhookDelivery({ delivery_id: lost?.id ?? 0 });
  expect(status).toBe(202);
  await expect.poll(async () => (await octokit.apps.listWebhookDeliveries()).data).toHaveLength(2);
  const [again] = (await octokit.apps.listWebhookDeliveries()).data;
  expect(again).toMatchObject({ guid: lost?.guid, redelivery: true, status_code: 200 });
  expect(received.map(({ headers }) => headers['x-github-delivery'])).toEqual([lost?.guid]);
  const { data } = await octokit.apps.getWebhookDelivery({ delivery_id: again?.id ?? 0 });
  expect(JSON.stringify(data.request.payload)).toBe(received[0]?.body);
});

test('a delivery that is not in the log can be neither read nor attempted again', async () => {
  const { octokit } = await withHook();
  expect((await refusal(octokit.apps.getWebhookDelivery({ delivery_id: 1 }))).status).toBe(404);
  expect((await refusal(octokit.apps.redeliverWebhookDelivery({ delivery_id: 1 }))).status).toBe(404);
});

test('the webhook shows where it goes, and not its secret', async () => {
  const { octokit, url } = await withHook();
  const { data } = await octokit.apps.getWebhookConfigForApp();
  expect(data).toEqual({ url, content_type: 'json', secret: '********', insecure_ssl: '0' });
  const { simulator } = await start({ app: app({ installations: [onAcme()] }) });
  expect((await asApp(simulator).apps.getWebhookConfigForApp()).data).toEqual({});
});

test('nobody but the App sees its deliveries', async () => {
  const { simulator } = await withHook();
  const response = await ask(simulator, '/app/hook/deliveries');
  expect([response.status, await response.json()]).toMatchObject([
    401,
    { message: 'A JSON web token could not be decoded' },
  ]);
});
