import { expect, test } from 'vitest';
import type { PinInput } from '../../src/activities/pin-commits.ts';
import { recipe, withRepository } from '../support/chains.ts';
import { pinning, release } from './support/pins.ts';
import { SMALL, startStage, type Stage } from './support/stage.ts';

async function coreDigest(stage: Stage, differences: Partial<PinInput> = {}): Promise<string | undefined> {
  return (await pinning(stage, differences)).pins.find(({ alias }) => alias === 'core')?.digest;
}

test('the same train, commit and inputs have the same marker, however often they are pinned', async () => {
  const stage = await startStage();
  expect(await coreDigest(stage)).toMatch(/^[0-9a-f]{8}$/);
  expect(await coreDigest(stage)).toBe(await coreDigest(stage));
});

test('another execution and other inputs have other markers', async () => {
  const stage = await startStage();
  const digests = [
    await coreDigest(stage),
    await coreDigest(stage, { firstExecutionRunId: 'two' }),
    await coreDigest(stage, { request: release('v1.5.0') }),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test('another commit has another marker, though no input tells of it', async () => {
  const dispatch = { type: 'workflow_dispatch', inputs: {} } as const;
  const chain = withRepository(SMALL, 'core', { build: recipe({ dispatch }) });
  const stage = await startStage(chain);
  const before = await coreDigest(stage, { chain });
  await stage.simulator.push('acme/core');
  expect(await coreDigest(stage, { chain })).not.toBe(before);
});
