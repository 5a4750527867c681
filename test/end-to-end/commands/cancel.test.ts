import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { readTrain } from '../../../src/engine/trains/read-train.ts';
import { startCascade, type TestCascade } from '../../support/cascade.ts';
import { chain, publishStep, releaseTarget, repository } from '../../support/chains.ts';
import { operatorAt, PLACES } from '../../support/operators.ts';
import { startRelease } from '../../support/start-trains.ts';
import { someOf } from '../../support/long.ts';

const ONE = chain([repository('app')]);
const HELD = { behaviours: [{ kind: 'hold', repository: 'acme/app' }] } as const;

/** The train ends as cancelled, in Temporal too, and says so when it is read. */
async function expectCancelled({ client }: TestCascade, handle: Awaited<ReturnType<typeof startRelease>>) {
  const error: unknown = await handle.result().catch((reason: unknown) => reason);
  expect(error instanceof WorkflowFailedError && error.cause).toBeInstanceOf(CancelledFailure);
  expect((await handle.describe()).status.name).toBe('CANCELLED');
  const report = await readTrain(client, handle.workflowId);
  expect(report).toMatchObject({ execution: 'cancelled', view: { state: 'cancelled' } });
  return report?.view?.commands.map(({ what }) => what);
}

test.for(someOf(PLACES, 1))(
  'a train that is cancelled by %s cancels its actions runs and ends as cancelled',
  async (place) => {
    const cascade = await startCascade(ONE, { scenario: HELD });
    const { simulator } = cascade;
    const operate = await operatorAt(place, cascade);
    const handle = await startRelease(cascade, `v2.0.${PLACES.indexOf(place)}`);
    await simulator.when(() => simulator.runs()[0]?.status === 'in_progress');

    const said = await operate(handle.workflowId, 'cancel', { why: 'wrong version' });
    expect(said).toEqual({ done: true, text: expect.stringContaining('is being cancelled') as string });
    expect(await expectCancelled(cascade, handle)).toEqual(['cancelled, and cancelled its actions runs']);
    expect(simulator.runs()).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
  },
);

test.for(someOf(PLACES, 2))('actions runs go on where %s says to leave them', async (place) => {
  const cascade = await startCascade(ONE, { scenario: HELD });
  const { simulator } = cascade;
  const operate = await operatorAt(place, cascade);
  const handle = await startRelease(cascade, `v2.1.${PLACES.indexOf(place)}`);
  await simulator.when(() => simulator.runs()[0]?.status === 'in_progress');

  await operate(handle.workflowId, 'cancel', { runs: 'leave' });
  expect(await expectCancelled(cascade, handle)).toEqual(['cancelled, and left its actions runs']);
  expect(simulator.runs()).toMatchObject([{ status: 'in_progress' }]);
  simulator.release('acme/app');
  await simulator.when(() => simulator.runs()[0]?.conclusion === 'success');
});

/** A release whose draft is whole, and which then waits for a package to be published: that run is held. */
const STEPPED = chain([repository('app')], {
  release: releaseTarget({ steps: [publishStep('app')] }),
});

test.for([
  ['keep', 1, /^cancelled, and cancelled its actions runs$/],
  ['remove', 0, /^removed the draft http/],
] as const)('a draft is there afterwards or not, as asked: %s', async ([draft, left, told]) => {
  const workflow = '.github/workflows/publish.yml';
  const cascade = await startCascade(STEPPED, {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/app', workflow }] },
  });
  const { simulator } = cascade;
  const operate = await operatorAt('our command line', cascade);
  const handle = await startRelease(cascade, `v2.2.${left}`);
  const step = () => simulator.runs('acme/app').find(({ path }) => path === workflow);
  await simulator.when(() => step()?.status === 'in_progress');
  expect(simulator.releases('acme/app')).toMatchObject([{ draft: true }]);

  await operate(handle.workflowId, 'cancel', { draft });
  const commands = await expectCancelled(cascade, handle);
  expect(commands?.at(-1)).toMatch(told);
  expect(simulator.releases('acme/app')).toHaveLength(left);
  expect(step()?.conclusion).toBe('cancelled');
});

test('a publish step that runs goes on where its actions run is left, no other follows, and nothing is published', async () => {
  const workflow = '.github/workflows/publish.yml';
  const twoSteps = chain([repository('core'), repository('app', { needs: ['core'] })], {
    release: releaseTarget({ steps: [publishStep('core'), publishStep('app')] }),
  });
  const cascade = await startCascade(twoSteps, {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core', workflow }] },
  });
  const { simulator } = cascade;
  const operate = await operatorAt('our command line', cascade);
  const handle = await startRelease(cascade, 'v2.4.0');
  const steps = () => simulator.runs().filter(({ path }) => path === workflow);
  await simulator.when(() => steps()[0]?.status === 'in_progress');

  await operate(handle.workflowId, 'cancel', { runs: 'leave' });
  expect(await expectCancelled(cascade, handle)).toEqual(['cancelled, and left its actions runs']);
  expect(steps()).toMatchObject([{ repository: 'acme/core', status: 'in_progress' }]);
  simulator.release('acme/core');
  await simulator.when(() => steps()[0]?.conclusion === 'success');
  expect(steps()).toHaveLength(1);
  expect(simulator.releases('acme/app')).toMatchObject([{ draft: true }]);
});

test('a draft that somebody else made under that tag stays', async () => {
  const cascade = await startCascade(ONE, { scenario: HELD });
  const { simulator } = cascade;
  const operate = await operatorAt('the API', cascade);
  const handle = await startRelease(cascade, 'v2.3.0');
  await simulator.when(() => simulator.runs()[0]?.status === 'in_progress');
  await simulator.draftRelease('acme/app', { tag: 'v2.3.0' });
  await operate(handle.workflowId, 'cancel', { draft: 'remove' });
  expect((await expectCancelled(cascade, handle))?.at(-1)).toBe('found no draft to remove');
  expect(simulator.releases('acme/app')).toHaveLength(1);
});
