import { expect, test } from 'vitest';
import type { GitHubEvent } from '../../src/domain/github-event.ts';
import { parseWebhook, verifyWebhook } from '../../src/github/webhooks.ts';
import { always, serve, type Loopback } from './support/loopback.ts';
import { LIBRARY, simulated } from './support/simulated.ts';

const SECRETS = { current: 'hook secret', previous: null };

/** All that arrived at the webhook, each with a signature that holds. */
async function events(hook: Loopback): Promise<readonly GitHubEvent[]> {
  return await Promise.all(
    hook.received.map(async ({ headers, body }) => {
      expect(await verifyWebhook(headers, body, SECRETS)).toBe(true);
      const parsed = parseWebhook(headers, body);
      if (!parsed.ok) throw new Error(parsed.problems.join(' '));
      return parsed.delivery.event;
    }),
  );
}

test('an actions run announces itself under the id that the dispatch answered with', async () => {
  await using hook = await serve(always(202, {}, {}));
  await using gitHub = await simulated({
    webhooks: [{ url: hook.url, secret: SECRETS.current, events: ['workflow_run'] }],
  });
  const { github, simulator } = gitHub;
  const answer = await github.dispatch(
    { ...LIBRARY, type: 'workflow_dispatch', workflow: 'build.yml', ref: 'main', inputs: { cascade: 'marker' } },
    Date.now() + 10_000,
  );
  await simulator.when(() => simulator.deliveries().filter(({ status }) => status === 202).length === 3);
  const announced = await events(hook);
  expect(announced.map((event) => event.type === 'actions-run' && event.action).sort()).toEqual([
    'completed',
    'in_progress',
    'requested',
  ]);
  expect(announced).toContainEqual({
    type: 'actions-run',
    action: 'completed',
    repository: LIBRARY,
    runId: answer.type === 'started' ? answer.runId : null,
    attempt: 1,
    title: 'Build marker',
    event: 'workflow_dispatch',
    status: 'completed',
    workflow: 'build.yml',
    branch: 'main',
    defaultBranch: 'main',
    url: answer.type === 'started' ? answer.url : null,
  });
});

test('a release that a person publishes, and a push, announce themselves', async () => {
  await using hook = await serve(always(202, {}, {}));
  await using gitHub = await simulated({ webhooks: [{ url: hook.url, secret: SECRETS.current }] });
  const { simulator } = gitHub;
  const { sha } = await simulator.push('acme/library', { login: 'ada' });
  await simulator.publishRelease('acme/library', { tag: 'v1.4.0', body: 'Notes', login: 'ada' });
  await simulator.when(() => {
    const deliveries = simulator.deliveries();
    return deliveries.some(({ event }) => event === 'release') && deliveries.every(({ status }) => status === 202);
  });
  const announced = await events(hook);
  const push = { type: 'push', repository: LIBRARY, defaultBranch: 'main', commit: sha, deleted: false, sender: 'ada' };
  expect(announced).toContainEqual(expect.objectContaining({ ...push, branch: 'main', tag: null }));
  expect(announced).toContainEqual(expect.objectContaining({ ...push, branch: null, tag: 'v1.4.0' }));
  expect(announced).toContainEqual({
    type: 'release-published',
    repository: LIBRARY,
    defaultBranch: 'main',
    tag: 'v1.4.0',
    target: 'main',
    notes: 'Notes',
    immutable: false,
    sender: 'ada',
  });
});
