import { describe, expect, it, vi } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { working } from '../engine/trains/working.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { appOf, SECRET } from '../api/support/app-of.ts';

const build = recipe({ dispatch: { type: 'workflow_dispatch', inputs: { version: '{version}' } } });
/** Polls so rarely that only webhooks can bring a train to its end within a test. */
const ACME = chain([repository('engine', { build }), repository('app', { build, needs: ['engine'] })], {
  polling: { withoutWebhooks: 10 * 60_000, withWebhooks: 10 * 60_000 },
});

describe('the API beside a worker and a GitHub', { timeout: 120_000 }, () => {
  const { client, server } = clientOfFile();

  async function listening(simulator: Simulator, taskQueue: string, watched = ACME) {
    const loadChains = () => Promise.resolve({ ok: true as const, chains: [watched] });
    const { app, logged } = await appOf(client(), { taskQueue, loadChains });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    simulator.addWebhook({ url: `${url}/webhooks/github`, secret: SECRET });
    return { app, logged };
  }

  it('is ready when a worker polls every queue, and names the queues that nobody polls', async () => {
    const { app: alone } = await appOf(client(), { taskQueue: 'lonely' });
    const missing = await alone.inject('/readyz');
    expect(missing.statusCode).toBe(503);
    expect(missing.json<{ problems: string[] }>().problems.map((problem) => problem.split(':')[0])).toEqual([
      'No worker polls the task queue lonely',
      'No worker polls the task queue lonely-github',
      'No worker polls the task queue lonely-transfer',
    ]);
    await using work = await working(server().address, ACME);
    const { app } = await appOf(client(), { taskQueue: work.taskQueue });
    await vi.waitUntil(async () => (await app.inject('/readyz')).statusCode === 200, { timeout: 30_000 });
  });

  it('carries a release from its webhook to its end, woken by webhooks alone', async () => {
    await using work = await working(server().address, ACME);
    const { simulator } = work;
    const { app, logged } = await listening(simulator, work.taskQueue);
    await simulator.publishRelease('acme/engine', { tag: 'v1.4.0' });
    const train = 'acme/release/v1.4.0';
    await vi.waitUntil(async () => (await app.inject(`/trains/${train}`)).statusCode === 200, { timeout: 20_000 });
    await client().workflow.getHandle(train).result();
    const read = (await app.inject(`/trains/${train}`)).json<{ view: unknown }>();
    expect(read).toMatchObject({
      execution: 'completed',
      view: { state: 'succeeded', publishing: { status: 'published', release: { tag: 'v1.4.0' } } },
    });

    // The release that Cascade itself published was told, too, and started nothing; nor does the first, told again.
    const releases = () =>
      simulator.deliveries().filter(({ event, action }) => event === 'release' && action === 'published');
    await simulator.when(() => releases().length === 2);
    await vi.waitUntil(() => logged.some((line) => line.includes('"code":"made-by-cascade"')));
    const [first] = releases();
    if (first === undefined) throw new Error('The simulator keeps no delivery of the release');
    await simulator.redeliver(first.id);
    const outcomes = logged
      .filter((line) => line.includes(first.id))
      .map((line) => /"outcome":"([a-z]+)"/.exec(line)?.[1]);
    expect(outcomes).toEqual(['started', 'closed']);
    expect(simulator.violations()).toEqual([]);
  });

  it('starts a cascade for a push that the simulated GitHub tells of', async () => {
    // The queue of a chain stays with the workers that it was started by.
    const own = { ...ACME, name: 'pushed' };
    await using work = await working(server().address, own);
    await listening(work.simulator, work.taskQueue, own);
    const { sha } = await work.simulator.push('acme/engine');
    const handle = client().workflow.getHandle(`pushed/cascade/engine/${sha.slice(0, 7)}`);
    await vi.waitUntil(() => handle.describe().then(Boolean, () => false), { timeout: 20_000 });
    expect(await handle.result()).toMatchObject({ kind: 'cascade', state: 'succeeded' });
  });
});
