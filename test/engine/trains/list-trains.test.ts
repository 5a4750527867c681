import { describe, expect, it, vi } from 'vitest';
import { listTrains } from '../../../src/engine/trains/list-trains.ts';
import { startTrain } from '../../../src/engine/trains/start-train.ts';
import { clientOfFile } from './client-of-file.ts';

const options = { taskQueue: 'nobody-works-here', repeat: 'never' } as const;

describe('listing trains', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  it('lists the trains of a chain, running ones first, and nothing that is no train', async () => {
    const [first, second] = ['v1.0.0', 'v2.0.0'].map((version) => `acme/release/${version}`);
    for (const version of ['v1.0.0', 'v2.0.0']) {
      const order = { kind: 'release', trainId: `acme/release/${version}`, input: { chain: 'acme', version } } as const;
      await startTrain(client(), order, options);
    }
    const other = { kind: 'cascade', trainId: 'other/cascade/x', input: { chain: 'other', changed: ['x'] } } as const;
    await startTrain(client(), other, options);
    await client().workflow.start('build', { taskQueue: options.taskQueue, workflowId: `${first}/engine` });
    await client().workflow.getHandle('acme/release/v1.0.0').terminate();
    const executions = async () =>
      (await listTrains(client(), { chain: 'acme', limit: 10 })).map(({ train, execution }) => [train, execution]);
    // The index is a moment behind.
    await vi.waitFor(async () => {
      expect(await executions()).toEqual([
        [second, 'running'],
        [first, 'terminated'],
      ]);
    });
    expect(await listTrains(client(), { limit: 10 })).toHaveLength(3);
    expect(await listTrains(client(), { limit: 1 })).toHaveLength(1);
    expect((await listTrains(client(), { chain: 'other', limit: 10 }))[0]).toMatchObject({
      train: 'other/cascade/x',
      kind: 'cascade',
      chain: 'other',
      version: null,
      state: 'waiting-for-admission',
      closedAt: null,
    });
  });

  it('finds nothing for what can be no name of a chain, whatever is in it', async () => {
    expect(await listTrains(client(), { chain: "x' OR WorkflowType = 'release", limit: 10 })).toEqual([]);
  });
});
