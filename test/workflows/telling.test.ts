import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Scenario } from '../../simulator/scenario.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import type { Notice } from '../../src/domain/telling/notice.ts';
import type { Telling, TellWebhook } from '../../src/domain/telling.ts';
import type { telling } from '../../src/workflows/index.ts';
import { serve } from '../github/support/loopback.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { failureOf, lastStateOf, startCascadeOf, startRelease } from '../support/start-trains.ts';

const SECRET = 'a-secret-of-the-chat';

function told(tells: Partial<Telling>, differences: Partial<Chain> = {}): Chain {
  const edges = [
    ['core', []],
    ['app', ['core']],
  ] as const;
  return chainOf(edges, { tells: { statuses: false, webhooks: [], issue: null, ...tells }, ...differences });
}

function webhook(differences: Partial<TellWebhook> = {}): TellWebhook {
  return {
    format: 'cascade',
    urlVariable: 'CHAT_URL',
    secretVariable: 'CHAT_SECRET',
    on: ['settled', 'person-needed'],
    kinds: ['release', 'cascade'],
    required: false,
    ...differences,
  };
}

/** Somebody who is told, and refuses so many times first. */
async function listener(refusals = 0) {
  let left = refusals;
  const server = await serve((_, response) => {
    response.writeHead(left > 0 ? 503 : 204).end();
    left -= 1;
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

const FAILING: Partial<Scenario> = {
  behaviours: [{ kind: 'conclude', repository: 'acme/app', conclusion: 'failure' }],
};

function statusesOf({ simulator }: TestCascade, name: string) {
  return simulator
    .requests()
    .filter(
      ({ operation, path }) => operation === 'repos/create-commit-status' && path.startsWith(`/repos/acme/${name}/`),
    )
    .map(({ body }) => body);
}

/** Waits for all that the train left to tell. */
async function allTold({ client }: TestCascade, train: string): Promise<readonly (readonly string[])[]> {
  const runs: Promise<readonly string[]>[] = [];
  // Visibility is a moment behind.
  await expect
    .poll(
      async () => {
        for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = 'telling'` })) {
          if (workflowId.startsWith(`${train}/`))
            runs.push(client.workflow.getHandle<typeof telling>(workflowId).result());
        }
        return runs.length;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
  return Promise.all(runs);
}

test('every commit that is built has a status of its train, with the reason, from the start of its build to its end', async () => {
  const cascade = await startCascade(told({ statuses: true }), { scenario: FAILING, seconds: 1 });
  const failed = await lastStateOf((await startRelease(cascade)).result());
  expect(await allTold(cascade, failed.train)).toEqual([[]]);

  const [core, app] = [statusesOf(cascade, 'core'), statusesOf(cascade, 'app')];
  expect(core[0]).toMatchObject({
    context: 'cascade/acme',
    state: 'pending',
    description: expect.stringContaining('is being built') as string,
  });
  const [run] = cascade.simulator.runs('acme/core');
  expect(core.at(-1)).toEqual({
    context: 'cascade/acme',
    state: 'success',
    description: `built by actions run ${run?.id ?? ''}, 1 artifact`,
    target_url: expect.stringContaining(`/acme/core/actions/runs/${run?.id ?? ''}`) as string,
  });
  expect(app.at(-1)).toMatchObject({
    state: 'failure',
    description: expect.stringContaining('ended in failure') as string,
  });
  expect([core.length, app.length]).toEqual([2, 2]);
  expect(cascade.simulator.violations()).toEqual([]);
});

test('statuses that GitHub refuses fail nothing', async () => {
  const cascade = await startCascade(told({ statuses: true }), {
    scenario: {
      faults: [
        {
          operation: 'repos/create-commit-status',
          times: Infinity,
          effect: { kind: 'status', status: 403, executed: false, message: 'Resource not accessible by integration' },
        },
      ],
    },
  });
  expect((await (await startRelease(cascade, 'v1.5.0')).result()).state).toBe('succeeded');
});

test('who wants to be told of an end is told, signed, and again until it is taken', async () => {
  const chat = await listener(1);
  const cascade = await startCascade(told({ webhooks: [webhook()] }), {
    scenario: FAILING,
    variables: { CHAT_URL: `${chat.url}/hook`, CHAT_SECRET: SECRET },
  });
  const failed = await lastStateOf((await startRelease(cascade, 'v1.6.0')).result());
  expect(await allTold(cascade, failed.train)).toEqual([[]]);

  const [refused, taken, ...more] = chat.received;
  expect(more).toEqual([]);
  expect(refused?.body).toBe(taken?.body);
  const body = taken?.body ?? '';
  expect(taken?.headers).toMatchObject({
    'x-cascade-event': 'settled',
    'x-cascade-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  });
  const notice = JSON.parse(body) as Notice;
  expect(notice).toMatchObject({ event: 'settled', train: 'acme/release/v1.6.0', state: 'failed', kind: 'release' });
  expect(notice.text).toMatch(/^acme\/release\/v1\.6\.0 failed: app: .*ended in failure/);

  const { events } = await cascade.client.workflow.getHandle(failed.train).fetchHistory();
  expect(JSON.stringify(events)).not.toContain(Buffer.from(SECRET).toString('base64'));
});

test('who wants to be told of an end is told of a train that never departed, and why', async () => {
  const chat = await listener();
  const cascade = await startCascade(told({ webhooks: [webhook()] }), {
    scenario: { repositories: ['core', 'app'].map((name) => ({ owner: 'acme', name, workflows: [] })) },
    variables: { CHAT_URL: chat.url, CHAT_SECRET: SECRET },
  });
  const train = await startRelease(cascade, 'v1.8.0');
  const { message } = await failureOf(train.result());
  expect(message).toContain('has none of build.yml');
  expect(await allTold(cascade, train.workflowId)).toEqual([[]]);
  expect(chat.received.map(({ body }) => JSON.parse(body) as Notice)).toEqual([
    expect.objectContaining({ event: 'settled', state: 'failed', text: `${train.workflowId} failed: ${message}` }),
  ]);
});

test('a train that waits for a person says so, to a chat in its own words', async () => {
  const chat = await listener();
  const chain = told(
    { webhooks: [webhook({ format: 'slack', secretVariable: null })] },
    { limits: { builds: 4, blocked: 3_600_000 } },
  );
  const cascade = await startCascade(chain, { scenario: FAILING, variables: { CHAT_URL: chat.url } });
  const train = await startRelease(cascade, 'v1.7.0');
  await expect.poll(() => chat.received.length, { timeout: 20_000 }).toBe(1);
  const { text } = JSON.parse(chat.received[0]?.body ?? '') as { text: string };
  expect(text).toMatch(/^acme\/release\/v1\.7\.0 waits for a person: app: /);
  await train.terminate('the test is over');
});

test('who must be told of success and cannot be fails the train', async () => {
  const chat = await listener(1000);
  const cascade = await startCascade(told({ webhooks: [webhook({ required: true })] }), {
    variables: { CHAT_URL: chat.url, CHAT_SECRET: SECRET },
    timings: { ...DEFAULT_TIMINGS, patience: 4000, settle: 500 },
  });
  const { message } = await failureOf((await startCascadeOf(cascade, 'app')).result());
  expect(message).toContain('CHAT_URL');
});

test('one issue is open while a chain is broken, is edited by what follows, and is closed when all is green', async () => {
  const cascade = await startCascade(told({ issue: { owner: 'acme', name: 'core' } }), {
    scenario: {
      behaviours: [
        { kind: 'conclude', repository: 'acme/app', conclusion: 'failure', times: 1 },
        { kind: 'conclude', repository: 'acme/core', conclusion: 'failure', times: 1 },
      ],
    },
  });
  const run = async (version: string) => {
    await (await startRelease(cascade, version)).result().catch(() => undefined);
    await allTold(cascade, `acme/release/${version}`);
    const changes = cascade.simulator
      .requests()
      .filter(({ operation, method }) => operation.startsWith('issues/') && method !== 'GET');
    return changes.map(({ method, body }) => ({ method, ...(body as object) }));
  };
  // core fails first, app the next time.
  const [opened] = await run('v2.0.0');
  expect(opened).toMatchObject({ method: 'POST', title: 'acme is broken: core' });
  const [, edited] = await run('v2.1.0');
  expect(edited).toMatchObject({ method: 'PATCH', title: 'acme is broken: app', state: 'open' });
  const [, , closed, ...more] = await run('v2.2.0');
  expect(closed).toMatchObject({ method: 'PATCH', title: 'acme is whole again', state: 'closed' });
  expect(more).toEqual([]);
  expect(cascade.simulator.violations()).toEqual([]);
});
