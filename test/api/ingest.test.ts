import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { queueId } from '../../src/domain/ids.ts';
import { type ArrivalBatch, arrivalsIn } from '../../src/domain/queue/arrival-batch.ts';
import { connectClientEngine } from '../../src/engine/connection.ts';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { signalsOf } from '../engine/trains/running-build.ts';
import { chain, repository } from '../support/chains.ts';
import { appOf } from './support/app-of.ts';
import { delivery, push } from './support/deliveries.ts';

const PUSHES = 1_000;

describe('a storm of pushes', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();
  const own = chain([repository('engine'), repository('tools', { name: 'engine' })], {
    name: `chain-${randomUUID().slice(0, 8)}`,
  });
  const loadChains = () => Promise.resolve({ ok: true as const, chains: [own] });

  it('reaches the queue in batches, and not one of it is lost or comes twice', async () => {
    const { app } = await appOf(client(), { loadChains });
    const ids = Array.from({ length: PUSHES }, () => randomUUID());
    const storm = await Promise.all(ids.map((id) => delivery('push', push(), { id })));
    const answers = await Promise.all(storm.map((one) => app.inject(one)));
    expect(answers.filter(({ statusCode }) => statusCode !== 202).map(({ body }) => body)).toEqual([]);
    const signals = (await signalsOf(client().workflow.getHandle(queueId(own.name)))) as ArrivalBatch[];
    const batches = signals.map(arrivalsIn);
    expect(batches.length).toBeLessThan(PUSHES / 10);
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(200);
    const arrived = batches.flat().map((arrival) => arrival.delivery);
    expect(arrived.toSorted()).toEqual(ids.flatMap((id) => [`${id}/engine`, `${id}/tools`]).toSorted());
  });

  it('is refused as a whole where Temporal is out of reach, so that GitHub keeps it for later', async () => {
    const nobody = { connectionOptions: { address: '127.0.0.1:1' }, namespace: 'default' };
    const { app } = await appOf(connectClientEngine(nobody), { loadChains });
    const storm = await Promise.all(Array.from({ length: 300 }, () => delivery('push', push())));
    const answers = await Promise.all(storm.map((one) => app.inject(one)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([503]));
    expect(answers[0]?.json()).toMatchObject({ type: 'urn:cascade:problem:temporal-unavailable' });
  });
});
