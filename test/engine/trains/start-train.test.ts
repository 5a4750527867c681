import { randomUUID } from 'node:crypto';
import { defineSearchAttributeKey } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { startTrain, type TrainOrder } from '../../../src/engine/trains/start-train.ts';
import { clientOfFile } from './client-of-file.ts';

const webhook = { taskQueue: 'nobody-works-here', repeat: 'never' } as const;
const person = { taskQueue: 'nobody-works-here', repeat: 'after-failure' } as const;

function release(trainId = `acme/release/${randomUUID()}`): TrainOrder {
  return { kind: 'release', trainId, input: { chain: 'acme', version: 'v1.4.0' } };
}

describe('starting a train', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  it('starts a workflow of its kind that can be found and understood before a worker takes it up', async () => {
    const order = release();
    expect(await startTrain(client(), order, webhook)).toEqual({ started: true, trainId: order.trainId });
    const description = await client().workflow.getHandle(order.trainId).describe();
    expect(description).toMatchObject({ type: 'release', taskQueue: 'nobody-works-here' });
    expect(await description.staticSummary()).toBe('release v1.4.0 of acme');
    const attributes = ['CascadeChain', 'CascadeKind', 'CascadeState', 'CascadeVersion'].map((name) =>
      description.typedSearchAttributes.get(defineSearchAttributeKey(name, 'KEYWORD')),
    );
    expect(attributes).toEqual(['acme', 'release', 'waiting-for-admission', 'v1.4.0']);
  });

  it('names the repositories of a cascade, and gives it no version', async () => {
    const trainId = `acme/cascade/${randomUUID()}`;
    const changed = ['engine', { repository: 'app', commit: '0'.repeat(40) }];
    await startTrain(client(), { kind: 'cascade', trainId, input: { chain: 'acme', changed } }, person);
    const description = await client().workflow.getHandle(trainId).describe();
    expect(await description.staticSummary()).toBe('cascade of engine, app through acme');
    expect(description.typedSearchAttributes.get(defineSearchAttributeKey('CascadeVersion', 'KEYWORD'))).toBe(
      undefined,
    );
  });

  it('starts one train where the same is asked ten times at once', async () => {
    const order = release();
    const results = await Promise.all(Array.from({ length: 10 }, () => startTrain(client(), order, webhook)));
    expect(results.filter(({ started }) => started)).toHaveLength(1);
    expect(results.find(({ started }) => !started)).toEqual({
      started: false,
      trainId: order.trainId,
      because: 'running',
    });
  });

  it('lets a person repeat a train that ended badly, but not a webhook that is delivered again', async () => {
    const order = release();
    await startTrain(client(), order, webhook);
    await client().workflow.getHandle(order.trainId).terminate();
    expect(await startTrain(client(), order, webhook)).toMatchObject({ started: false, because: 'closed' });
    expect(await startTrain(client(), order, person)).toMatchObject({ started: true });
    expect(await startTrain(client(), order, person)).toMatchObject({ started: false, because: 'running' });
  });
});
