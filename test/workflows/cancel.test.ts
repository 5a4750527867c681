import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { G2 } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';

test('a cancelled train cancels its actions runs, starts nothing more and publishes nothing', async () => {
  const cascade = await startCascade(G2, {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/consensus' }] },
  });
  const { simulator } = cascade;
  const handle = await startRelease(cascade);
  await simulator.when(() => simulator.runs('acme/consensus')[0]?.status === 'in_progress');
  await handle.cancel();

  const error: unknown = await handle.result().catch((reason: unknown) => reason);
  expect(error instanceof WorkflowFailedError && error.cause).toBeInstanceOf(CancelledFailure);
  expect(simulator.runs('acme/consensus')).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
  expect(simulator.runs('acme/protocol')).toEqual([]);
  expect(simulator.releases('acme/commons')).toEqual([]);
});
