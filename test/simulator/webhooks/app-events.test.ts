import { expect, test } from 'vitest';

import { app, asInstallation, onAcme } from '../app/app.ts';
import { receiveHooks } from '../hook-receiver.ts';
import { completedRun, inLibrary, library, start } from '../started.ts';
import { answered, payloadOf } from './settled.ts';

test('a repository_dispatch is told to the App, with what its sender said', async () => {
  const { url, received } = await receiveHooks();
  const { simulator } = await start({
    app: app(),
    webhooks: [{ url, secret: 'hush', events: ['repository_dispatch'] }],
  });
  const octokit = await asInstallation(simulator);
  const client_payload = { cascade: { marker: 'cascade:x/library#1.00000000' } };
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain', client_payload });
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'nobody-listens' });
  await answered(simulator, 2);
  const told = received.map((hook) => payloadOf(hook));
  expect(told).toContainEqual(
    expect.objectContaining({
      action: 'build-chain',
      branch: 'main',
      client_payload,
      installation: expect.objectContaining({ id: 501 }) as unknown,
      sender: expect.objectContaining({ login: 'cascade-app[bot]', type: 'Bot' }) as unknown,
    }),
  );
  expect(told).toContainEqual(expect.objectContaining({ action: 'nobody-listens', client_payload: {} }));
});

test('dispatches are told to nobody where there is no App', async () => {
  const { url, received } = await receiveHooks();
  const { simulator, octokit } = await start({ webhooks: [{ url, secret: 'hush' }] });
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'nobody-listens' });
  await completedRun(simulator, octokit);
  // Three of the run, and three of its job.
  await answered(simulator, 6);
  const names = received.map(({ headers }) => String(headers['x-github-event']));
  expect(new Set(names)).toEqual(new Set(['workflow_run', 'workflow_job']));
});

test('a workflow_dispatch is told with ref, inputs and actions workflow, whoever sent it', async () => {
  const { url, received } = await receiveHooks();
  const { simulator, octokit } = await start({
    app: app(),
    webhooks: [{ url, secret: 'hush', events: ['workflow_dispatch'] }],
  });
  const { data } = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1' });
  const build = { ...inLibrary, workflow_id: 'build.yml' };
  await octokit.actions.createWorkflowDispatch({ ...build, ref: data.tag_name, inputs: { version: '1' } });
  await answered(simulator, 1);
  simulator.dispatchAsPerson('acme/library', '.github/workflows/build.yml', { login: 'alice' });
  await answered(simulator, 2);
  const workflow = '.github/workflows/build.yml';
  expect(received.map((hook) => payloadOf(hook))).toMatchObject([
    { ref: 'refs/tags/v1', inputs: { version: '1' }, workflow, sender: { login: 'acme-bot' } },
    { ref: 'refs/heads/main', inputs: {}, workflow, sender: { login: 'alice' } },
  ]);
});

test('every payload names the installation where there is an App, and none without', async () => {
  const [installed, bare] = [await receiveHooks(), await receiveHooks()];
  const withApp = await start({ app: app(), webhooks: [{ url: installed.url, secret: 'hush' }] });
  const without = await start({ webhooks: [{ url: bare.url, secret: 'hush' }] });
  // A dispatch, of which Apps alone are told; three of the run, three of its job, a push, a tag told of twice, three of the release.
  for (const [{ simulator, octokit }, events] of [
    [withApp, 13],
    [without, 12],
  ] as const) {
    await completedRun(simulator, octokit);
    await simulator.push('acme/library');
    await simulator.publishRelease('acme/library', { tag: 'v1' });
    await answered(simulator, events);
  }
  const installations = installed.received.map((hook) => (payloadOf(hook) as { installation?: object }).installation);
  expect(installations).toEqual(Array.from({ length: 13 }, () => expect.objectContaining({ id: 501 }) as unknown));
  expect(bare.received.map((hook) => 'installation' in (payloadOf(hook) as object))).not.toContain(true);
  expect(installed.received[0]?.headers).toMatchObject({
    'x-github-hook-installation-target-type': 'integration',
    'x-github-hook-installation-target-id': '77',
  });
});

test('an App is told of the repositories where it is installed, and of no others', async () => {
  const { url, received } = await receiveHooks();
  const { simulator } = await start({
    app: app({ installations: [onAcme({ repositories: ['library'] })] }),
    repositories: [library(), library({ name: 'tools' }), library({ owner: 'other' })],
    webhooks: [{ url, secret: 'hush' }],
  });
  await simulator.push('other/library');
  await simulator.push('acme/tools');
  await simulator.push('acme/library');
  await answered(simulator, 1);
  expect(received.map((hook) => payloadOf(hook))).toMatchObject([{ repository: { full_name: 'acme/library' } }]);
});

test('a webhook that is added is greeted, whatever its events, and one of the scenario is not', async () => {
  const [early, late] = [await receiveHooks(), await receiveHooks()];
  const { simulator } = await start({ app: app(), webhooks: [{ url: early.url, secret: 'hush' }] });
  simulator.addWebhook({ url: late.url, secret: 'hush', events: ['push'] });
  await answered(simulator, 1);
  expect(early.received).toEqual([]);
  expect(late.received[0]?.headers['x-github-event']).toBe('ping');
  expect(payloadOf(late.received[0])).toMatchObject({
    hook: { type: 'App', app_id: 77, events: ['push'], config: { url: late.url, secret: '********' } },
  });
  expect(simulator.deliveries()[0]).not.toHaveProperty('repository');
});
