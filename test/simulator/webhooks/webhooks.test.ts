import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

import { Webhooks } from '@octokit/webhooks';
import { expect, test } from 'vitest';

import type { Simulator } from '../../../simulator/simulator.ts';
import type { ReceivedHook } from '../hook-receiver.ts';
import { receiveHooks } from '../hook-receiver.ts';
import { buildWorkflow, completedRun, inLibrary, library, start } from '../started.ts';

test('a run is told of as it goes: requested, in progress, completed, and each of its jobs', async () => {
  const { url, received } = await receiveHooks();
  const { simulator, octokit } = await start({ webhooks: [{ url, secret: 'hush' }] });
  const id = await completedRun(simulator, octokit);
  await settled(simulator);
  expect(received.map(nameOf).sort()).toEqual([
    'workflow_job.completed',
    'workflow_job.in_progress',
    'workflow_job.queued',
    'workflow_run.completed',
    'workflow_run.in_progress',
    'workflow_run.requested',
  ]);
  const completed = received.find((hook) => nameOf(hook) === 'workflow_run.completed');
  expect(JSON.parse(completed?.body ?? '')).toMatchObject({
    workflow_run: { id, conclusion: 'success', display_title: 'Build ', run_attempt: 1 },
    repository: { full_name: 'acme/library' },
    sender: { login: 'acme-bot' },
  });
});

test('a re-run is not requested again', async () => {
  const { url, received } = await receiveHooks();
  const { simulator, octokit } = await start({ webhooks: [{ url, secret: 'hush', events: ['workflow_run'] }] });
  simulator.rerun(await completedRun(simulator, octokit));
  await simulator.when(() => simulator.runs()[0]?.attempt === 2 && simulator.runs()[0]?.status === 'completed');
  await settled(simulator);
  const names = received.map(nameOf);
  expect(names.filter((name) => name === 'workflow_run.requested')).toHaveLength(1);
  expect(names.filter((name) => name === 'workflow_run.completed')).toHaveLength(2);
});

test('webhooks are signed so that the real library accepts them, and only with the right secret', async () => {
  const { url, received } = await receiveHooks();
  const { simulator } = await start({ webhooks: [{ url, secret: 'hush' }] });
  await simulator.push('acme/library', { message: 'Grüße' });
  await settled(simulator);
  const [hook] = received;
  const signature = String(hook?.headers['x-hub-signature-256']);
  expect(await new Webhooks({ secret: 'hush' }).verify(hook?.body ?? '', signature)).toBe(true);
  expect(await new Webhooks({ secret: 'other' }).verify(hook?.body ?? '', signature)).toBe(false);
  expect(hook?.headers).toMatchObject({
    'x-github-event': 'push',
    'x-github-delivery': simulator.deliveries()[0]?.id,
    'user-agent': expect.stringMatching(/^GitHub-Hookshot\//) as string,
    'content-type': 'application/json',
  });
});

test('a push tells of its commit and starts what runs on pushes to that branch', async () => {
  const { url, received } = await receiveHooks();
  const { simulator } = await start({
    webhooks: [{ url, secret: 'hush', events: ['push'] }],
    repositories: [library({ workflows: [buildWorkflow({ on: { push: { branches: ['main'] } } })] })],
  });
  const { sha } = await simulator.push('acme/library', { message: 'Mend it', login: 'alice' });
  await simulator.push('acme/library', { branch: 'other' });
  await settled(simulator);
  const payload: unknown = JSON.parse(received.find(({ body }) => body.includes('Mend it'))?.body ?? '');
  expect(payload).toMatchObject({
    ref: 'refs/heads/main',
    after: sha,
    head_commit: { id: sha, message: 'Mend it' },
    sender: { login: 'alice' },
  });
  expect(simulator.runs().map(({ event, headSha }) => [event, headSha])).toEqual([['push', sha]]);
});

test('a release that a person publishes is told of as created, published and released, its tag as created and pushed', async () => {
  const { url, received } = await receiveHooks();
  const { simulator } = await start({
    webhooks: [{ url, secret: 'hush', events: ['release', 'create', 'push'] }],
    repositories: [library({ workflows: [buildWorkflow({ on: { release: { types: ['published'] } } })] })],
  });
  const { id, commit } = await simulator.publishRelease('acme/library', { tag: 'v1.0.0', login: 'alice' });
  await settled(simulator);
  expect(received.map(nameOf).sort()).toEqual([
    'create',
    'push',
    'release.created',
    'release.published',
    'release.released',
  ]);
  const published: unknown = JSON.parse(received.find((hook) => nameOf(hook) === 'release.published')?.body ?? '');
  expect(published).toMatchObject({ release: { id, tag_name: 'v1.0.0' }, sender: { login: 'alice' } });
  expect(simulator.runs()).toMatchObject([{ event: 'release', headSha: commit }]);
});

test('drafts are not told of; publishing one is, but never as created or prereleased', async () => {
  const { url, received } = await receiveHooks();
  const { simulator, octokit } = await start({ webhooks: [{ url, secret: 'hush', events: ['release'] }] });
  const release = { ...inLibrary, tag_name: 'v1-rc.1', prerelease: true };
  const { data } = await octokit.repos.createRelease({ ...release, draft: true });
  const discarded = await octokit.repos.createRelease({ ...release, draft: true });
  await octokit.repos.deleteRelease({ ...inLibrary, release_id: discarded.data.id });
  const inDraft = { ...inLibrary, release_id: data.id };
  await octokit.repos.updateRelease({ ...inDraft, body: 'Notes' });
  await octokit.repos.updateRelease({ ...inDraft, draft: false });
  await octokit.repos.updateRelease({ ...inDraft, body: 'More notes' });
  await octokit.repos.deleteRelease(inDraft);
  await settled(simulator);
  expect(received.map(nameOf).sort()).toEqual(['release.deleted', 'release.edited', 'release.published']);
});

test('a delivery that is sent again has the same GUID and the same body', async () => {
  const { url, received } = await receiveHooks();
  const { simulator } = await start({ webhooks: [{ url, secret: 'hush' }] });
  await simulator.push('acme/library');
  await settled(simulator);
  const id = simulator.deliveries()[0]?.id ?? '';
  await simulator.redeliver(id);
  expect(received).toHaveLength(2);
  expect(received[1]?.body).toBe(received[0]?.body);
  expect(received[1]?.headers['x-github-delivery']).toBe(id);
  expect(simulator.deliveries().map(({ redelivery }) => redelivery)).toEqual([false, true]);
  await expect(simulator.redeliver('unknown')).rejects.toThrow(/No delivery unknown is kept/);
});

test('each hook gets the events that it asked for, and one that comes later a ping and only later ones', async () => {
  const [all, releases, late] = [await receiveHooks(), await receiveHooks(), await receiveHooks()];
  const { simulator } = await start({
    webhooks: [
      { url: all.url, secret: 'hush' },
      { url: releases.url, secret: 'hush', events: ['release'] },
    ],
  });
  await simulator.push('acme/library');
  simulator.addWebhook({ url: late.url, secret: 'hush' });
  await simulator.push('acme/library');
  await settled(simulator);
  expect([all, releases, late].map(({ received }) => received.map(nameOf).sort())).toEqual([
    ['push', 'push'],
    [],
    ['ping', 'push'],
  ]);
});

test('what the receiver answers shows in the delivery, and nothing is sent again by itself', async () => {
  const refusing = await receiveHooks(503);
  const { simulator } = await start({ webhooks: [{ url: refusing.url, secret: 'hush' }] });
  await simulator.push('acme/library');
  await settled(simulator);
  expect(simulator.deliveries()).toMatchObject([{ event: 'push', repository: 'acme/library', status: 503 }]);
});

test('a receiver that hangs up shows as status 0 and harms nothing', async () => {
  let calls = 0;
  const hangingUp = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    hangingUp.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(hangingUp.address() as AddressInfo).port}/`;
  const { simulator, octokit } = await start({ webhooks: [{ url, secret: 'hush' }] });
  await completedRun(simulator, octokit);
  await simulator.when(() => calls === 6);
  hangingUp.close();
  expect(simulator.deliveries().map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0]);
});

test('an address that is none is refused at once', async () => {
  const { simulator } = await start();
  expect(() => {
    simulator.addWebhook({ url: 'localhost', secret: 'hush' });
  }).toThrow("A webhook can't be sent to localhost");
});

/** Resolves once every delivery is answered. */
async function settled(simulator: Simulator): Promise<void> {
  await simulator.when(() => simulator.deliveries().every(({ status }) => status !== 0));
}

/** `event.action`, or the event alone where it has no action. */
function nameOf({ headers, body }: ReceivedHook): string {
  const { action } = JSON.parse(body) as { action?: string };
  return [String(headers['x-github-event']), action].filter((part) => part !== undefined).join('.');
}
