import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { queueId } from '../../src/domain/ids.ts';
import { type ArrivalBatch, arrivalsIn } from '../../src/domain/queue/arrival-batch.ts';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { signalsOf } from '../engine/trains/running-build.ts';
import { chain, repository } from '../support/chains.ts';
import { appOf, SECRET } from './support/app-of.ts';
import { actionsRun, COMMIT, delivery, EXAMPLES, publishedRelease, push } from './support/deliveries.ts';

/** An app with a chain of its own, whose pushes wait for these actions workflows, and so with a queue of its own. */
async function appWithOwnChain(client: Client, workflows: readonly string[] = []) {
  const policy = { ...repository('engine').push, workflows };
  const own = chain([repository('engine', { push: policy })], { name: `chain-${randomUUID().slice(0, 8)}` });
  const { app } = await appOf(client, { loadChains: () => Promise.resolve({ ok: true, chains: [own] }) });
  return { chain: own, app };
}

/** A version that no other test releases. */
function freshVersion(): string {
  return `v1.0.0-${randomUUID().slice(0, 8)}x`;
}

describe('POST /webhooks/github', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  it('starts a release of the chain for a release that was published, naming delivery and sender', async () => {
    const { app } = await appOf(client());
    const version = freshVersion();
    const response = await app.inject(await delivery('release', publishedRelease(version), { id: 'guid-1' }));
    expect(response.statusCode).toBe(202);
    const train = `acme/release/${version}`;
    expect(response.json()).toEqual({
      delivery: 'guid-1',
      decisions: [{ decision: 'start', train, why: `train ${train} starts`, outcome: 'started' }],
    });
    const { events } = await client().workflow.getHandle(train).fetchHistory();
    const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
    expect(JSON.parse(Buffer.from(input ?? []).toString())).toEqual({
      chain: 'acme',
      version,
      trigger: {
        type: 'release',
        repository: 'engine',
        tag: version,
        delivery: 'guid-1',
        by: { type: 'github', login: 'alice' },
      },
    });
  });

  it('puts a push to the default branch into the queue of the chain', async () => {
    const { chain, app } = await appWithOwnChain(client());
    const response = await app.inject(await delivery('push', push(), { id: 'guid-1' }));
    expect(response.json()).toMatchObject({
      decisions: [{ decision: 'enqueue', chain: chain.name, repository: 'engine', outcome: 'enqueued' }],
    });
    const queue = client().workflow.getHandle(queueId(chain.name));
    expect((await queue.describe()).type).toBe('chainQueue');
    const trigger = { type: 'push', branch: 'main', delivery: 'guid-1' };
    const [batch] = (await signalsOf(queue)) as ArrivalBatch[];
    expect(batch && arrivalsIn(batch)).toMatchObject([
      { delivery: 'guid-1/engine', repository: 'engine', commit: COMMIT, trigger, policy: chain.queue },
    ]);
  });

  it('lets the queue look again when an actions run of a push has ended', async () => {
    const { chain, app } = await appWithOwnChain(client(), ['build.yml']);
    const response = await app.inject(
      await delivery('workflow_run', actionsRun('Fix', 'completed', 'push'), { id: 'guid-1' }),
    );
    expect(response.json()).toMatchObject({ decisions: [{ decision: 'check-pushes', outcome: 'told' }] });
    expect(await signalsOf(client().workflow.getHandle(queueId(chain.name)))).toEqual([
      [{ delivery: 'guid-1/engine', repository: 'engine' }],
    ]);
  });

  it('does nothing twice when a delivery is repeated, also after the train has closed', async () => {
    const { app } = await appOf(client());
    const version = freshVersion();
    const repeated = await delivery('release', publishedRelease(version));
    const outcome = async () => (await app.inject(repeated)).json<{ decisions: object[] }>().decisions[0];
    expect(await outcome()).toMatchObject({ outcome: 'started' });
    expect(await outcome()).toMatchObject({ outcome: 'running' });
    const handle = client().workflow.getHandle(`acme/release/${version}`);
    const { runId } = await handle.describe();
    await handle.terminate();
    expect(await outcome()).toMatchObject({ outcome: 'closed' });
    expect((await handle.describe()).runId).toBe(runId);
  });

  it('wakes the build that the marker in the title names, and says so once that is gone', async () => {
    const { app } = await appOf(client());
    const train = `acme/release/${freshVersion()}`;
    const workflowId = `${train}/engine`;
    const build = await client().workflow.start('build', { taskQueue: 'nobody-works-here', workflowId });
    const news = await delivery('workflow_run', actionsRun(`Build cascade:${train}/engine#1.0123abcd`));
    const response = await app.inject(news);
    expect(response.json()).toMatchObject({ decisions: [{ decision: 'wake', build: workflowId, outcome: 'woken' }] });
    await build.terminate();
    const late = await app.inject(news);
    expect(late.statusCode).toBe(202);
    expect(late.json()).toMatchObject({ decisions: [{ decision: 'wake', build: workflowId, outcome: 'not-there' }] });
  });

  it.each([
    ['push', push('refs/heads/feature'), 'branch-not-watched'],
    ['push', { ...push(), repository: { full_name: 'acme/else', default_branch: 'main' } }, 'not-in-a-chain'],
    ['pull_request', { action: 'opened' }, 'pull-request'],
    ['check_run', {}, 'event-not-used'],
    ['some_new_event', [], 'event-not-used'],
  ])('says why it does nothing about %s: %#', async (event, payload, code) => {
    const { app } = await appOf(client());
    const response = await app.inject(await delivery(event, payload));
    expect(response.statusCode).toBe(202);
    expect(response.json()).toMatchObject({ decisions: [{ decision: 'ignore', code, outcome: 'ignored' }] });
  });

  it('starts nothing because of what its own account did', async () => {
    const known = { webhookSecrets: [SECRET], self: ['alice'] };
    const { app } = await appOf(client(), known);
    const response = await app.inject(await delivery('push', push()));
    expect(response.json()).toMatchObject({ decisions: [{ decision: 'ignore', code: 'made-by-cascade' }] });
  });

  it('accepts the previous secret while the secret is being changed, and none that is older', async () => {
    const { app } = await appOf(client(), { webhookSecrets: ['the next one', SECRET] });
    expect((await app.inject(await delivery('ping', {}))).statusCode).toBe(202);
    expect((await app.inject(await delivery('ping', {}, { secret: 'the oldest' }))).statusCode).toBe(401);
  });

  it.each([
    ['is wrong', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['is missing', { 'x-hub-signature-256': '' }],
  ])('answers 401 without reading the body where the signature %s', async (_, headers) => {
    const { app } = await appOf(client());
    // It would be answered with 400 if somebody read it.
    const { headers: signed, ...rest } = await delivery('release', 'no JSON at all');
    const response = await app.inject({ ...rest, headers: { ...signed, ...headers } });
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ type: 'urn:cascade:problem:wrong-signature', status: 401 });
  });

  it('answers 401 where the body was changed after it was signed', async () => {
    const { app } = await appOf(client());
    const signed = await delivery('release', publishedRelease('v1.0.0'));
    const response = await app.inject({ ...signed, payload: JSON.stringify(publishedRelease('v2.0.0')) });
    expect(response.statusCode).toBe(401);
  });

  it('names the variable to set where no secret is known', async () => {
    const { app } = await appOf(client(), { webhookSecrets: [] });
    const response = await app.inject(await delivery('ping', {}));
    expect(response.statusCode).toBe(503);
    expect(response.json<{ detail: string }>().detail).toContain('CASCADE_WEBHOOK_SECRET');
  });

  it('lists all that is wrong with a payload that it should understand', async () => {
    const { app } = await appOf(client());
    const response = await app.inject(await delivery('release', { action: 'published', release: { tag_name: 7 } }));
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const { problems } = response.json<{ problems: string[] }>();
    expect(problems.join('\n')).toMatch(/repository[^]*release\.tag_name/);
  });

  it('says that a push must name the default branch', async () => {
    const { app } = await appOf(client());
    const response = await app.inject(await delivery('push', { ...push(), repository: { full_name: 'acme/engine' } }));
    expect(response.json()).toMatchObject({
      status: 400,
      detail: 'repository.default_branch: Invalid input: expected string, received undefined',
    });
  });

  it('takes bodies as large as GitHub sends them, and no larger', async () => {
    const { app } = await appOf(client());
    const padded = (bytes: number) => JSON.stringify({ ...push('refs/tags/x'), padding: 'x'.repeat(bytes) });
    expect((await app.inject(await delivery('push', padded(20_000_000)))).statusCode).toBe(202);
    expect((await app.inject(await delivery('push', padded(27_000_000)))).statusCode).toBe(413);
  });

  it('answers every real payload that GitHub publishes with what becomes of it, and starts nothing for strangers', async () => {
    const { app } = await appOf(client());
    for (const { name, examples } of EXAMPLES) {
      for (const payload of examples) {
        const response = await app.inject(await delivery(name, payload));
        expect(response.statusCode, `${name}: ${response.body}`).toBe(202);
        const { decisions } = response.json<{ decisions: { decision: string }[] }>();
        expect(
          decisions.map(({ decision }) => decision),
          name,
        ).toEqual(['ignore']);
      }
    }
  });

  it('logs what it did, and neither bodies nor secrets', async () => {
    const { app, logged } = await appOf(client());
    await app.inject(
      await delivery('release', publishedRelease('not-a-version', 'words of the notes'), { id: 'guid-7' }),
    );
    const text = logged.join('');
    expect(text).toContain('guid-7');
    expect(text).not.toContain('words of the notes');
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('sha256=');
  });
});
