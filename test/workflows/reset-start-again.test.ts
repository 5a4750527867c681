import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';
import { untilTrain } from '../support/watching.ts';

const ONCE = recipe({ retry: { ...recipe().retry, attempts: 1 } });
const ONE = chain([repository('app', { build: ONCE })]);
const PATIENT = { ...ONE, limits: { builds: 4, blocked: 10 * 60_000 } };

const timings = { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, dispatchDeadline: 1000, dispatchHeartbeat: 2000 };

const FAILS_ONCE = { kind: 'conclude', repository: 'acme/app', conclusion: 'failure', times: 1 } as const;

/** How the actions runs ended, the oldest first. */
function conclusions(simulator: Awaited<ReturnType<typeof startCascade>>['simulator']): readonly (string | null)[] {
  return simulator
    .runs('acme/app')
    .toSorted((a, b) => a.id - b.id)
    .map(({ conclusion }) => conclusion);
}

test('a train that failed is started again under its id, and takes none of the runs of before', async () => {
  const cascade = await startCascade(ONE, { timings, scenario: { behaviours: [FAILS_ONCE] } });
  await failureOf((await startRelease(cascade, 'v1.6.1')).result());
  const view = await (await startRelease(cascade, 'v1.6.1')).result();
  expect(view.state).toBe('succeeded');
  expect(conclusions(cascade.simulator)).toEqual(['failure', 'success']);
});

test('a version that is out is not released again', async () => {
  const cascade = await startCascade(ONE, { timings });
  await (await startRelease(cascade, 'v1.6.2')).result();
  const { message } = await failureOf((await startRelease(cascade, 'v1.6.2')).result());
  expect(message).toContain('already has a release v1.6.2');
  expect(conclusions(cascade.simulator)).toEqual(['success']);
});

test('the builds of a train that was terminated are cancelled, and one that is started again waits for that', async () => {
  const cascade = await startCascade(ONE, {
    timings,
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/app', times: 1 }] },
  });
  const { simulator } = cascade;
  const first = await startRelease(cascade, 'v1.6.3');
  await simulator.when(() => simulator.runs('acme/app')[0]?.status === 'in_progress');
  await first.terminate();
  const view = await (await startRelease(cascade, 'v1.6.3')).result();
  expect(view.state).toBe('succeeded');
  expect(conclusions(simulator)).toEqual(['cancelled', 'success']);
  expect(simulator.releases('acme/app')).toMatchObject([{ draft: false }]);
});

test('an actions run that a person ran again is taken by a retry, without a dispatch', async () => {
  const cascade = await startCascade(PATIENT, { timings, scenario: { behaviours: [FAILS_ONCE] } });
  const { simulator } = cascade;
  const handle = await startRelease(cascade, 'v1.6.4');
  await untilTrain(handle, { state: 'needs-person' });
  simulator.rerun(simulator.runs('acme/app')[0]?.id ?? 0);
  await handle.executeUpdate('retry', { args: [{ build: 'app', by: 'alice', why: 'GitHub had an outage' }] });
  const view: TrainView = await handle.result();
  expect(view.builds).toMatchObject([{ status: 'succeeded', run: { attempt: 2 } }]);
  expect(simulator.runs('acme/app')).toHaveLength(1);
  expect(simulator.requests().filter(({ pathTemplate }) => pathTemplate.endsWith('/dispatches'))).toHaveLength(1);
});
