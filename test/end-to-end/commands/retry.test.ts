import { describe, expect, test } from 'vitest';
import { startCascade } from '../../support/cascade.ts';
import { chain, type chainOf, recipe, releaseTarget, repository } from '../../support/chains.ts';
import { operatorAt, PLACES } from '../../support/operators.ts';
import { failureOf, startRelease } from '../../support/start-trains.ts';
import { untilBuild, untilTrain } from '../../support/watching.ts';
import { someOf } from '../../support/long.ts';

/** A failure stops the train until a person has looked at it. */
const PATIENT = { limits: { builds: 4, blocked: 10 * 60_000 } } as const;

const once = recipe({ retry: { ...recipe().retry, attempts: 1 } });

/** An engine, a tool beside it, and an app that needs both; nothing is tried twice by itself. */
function threeOf(differences: Partial<ReturnType<typeof chainOf>> = {}) {
  return chain(
    [
      repository('engine', { build: once }),
      repository('tool', { build: once }),
      repository('app', { build: once, needs: ['engine', 'tool'] }),
    ],
    { ...PATIENT, ...differences },
  );
}

function failingOnce(repository: string) {
  return { kind: 'conclude', repository, conclusion: 'failure', times: 1 } as const;
}

test.for(someOf(PLACES, 6))(
  'a build that failed is tried again by %s, and nothing green is built again',
  async (place) => {
    const cascade = await startCascade(threeOf(), { scenario: { behaviours: [failingOnce('acme/engine')] } });
    const { simulator } = cascade;
    const operate = await operatorAt(place, cascade);
    const handle = await startRelease(cascade, `v3.0.${PLACES.indexOf(place)}`);
    await untilTrain(handle, { state: 'needs-person' });

    const said = await operate(handle.workflowId, 'retry', { build: 'engine' });
    expect(said).toEqual({ done: true, text: expect.stringContaining('retries engine') as string });
    const view = await handle.result();
    expect(view.state).toBe('succeeded');
    expect(
      simulator
        .runs('acme/engine')
        .map(({ conclusion }) => conclusion)
        .sort(),
    ).toEqual(['failure', 'success']);
    expect(simulator.runs('acme/tool')).toHaveLength(1);
    expect(view.builds[0]).toMatchObject({ alias: 'engine', attempts: 2 });
  },
);

test.for(someOf(PLACES, 1))('all that failed is tried again at once by %s', async (place) => {
  const cascade = await startCascade(threeOf(), {
    scenario: { behaviours: [failingOnce('acme/engine'), failingOnce('acme/tool')] },
  });
  const operate = await operatorAt(place, cascade);
  const handle = await startRelease(cascade, `v3.6.${PLACES.indexOf(place)}`);
  await untilTrain(handle, { state: 'needs-person' });
  expect((await operate(handle.workflowId, 'retry')).text).toContain('retries engine, tool');
  expect((await handle.result()).state).toBe('succeeded');
  expect(cascade.simulator.runs()).toHaveLength(5);
});

test('while others still run, what failed can be tried again', async () => {
  const cascade = await startCascade(threeOf(), {
    scenario: { behaviours: [failingOnce('acme/engine'), { kind: 'hold', repository: 'acme/tool' }] },
  });
  const operate = await operatorAt('the API', cascade);
  const handle = await startRelease(cascade, 'v3.1.1');
  await untilBuild(handle, 'engine', 'failed');
  expect((await operate(handle.workflowId, 'retry')).done).toBe(true);
  await untilBuild(handle, 'engine', 'succeeded');
  cascade.simulator.release('acme/tool');
  expect((await handle.result()).state).toBe('succeeded');
});

test('a run that a person has run again at GitHub, green by now, is taken without a dispatch', async () => {
  // Without webhooks nobody tells the train of it.
  const cascade = await startCascade(threeOf(), {
    webhooks: false,
    scenario: { behaviours: [failingOnce('acme/engine')] },
  });
  const { simulator } = cascade;
  const operate = await operatorAt('our command line', cascade);
  const handle = await startRelease(cascade, 'v3.2.0');
  await untilTrain(handle, { state: 'needs-person' });
  const [run] = simulator.runs('acme/engine');
  simulator.rerun(run?.id ?? 0);
  await simulator.when(() => simulator.runs('acme/engine')[0]?.conclusion === 'success');

  await operate(handle.workflowId, 'retry', { build: 'engine' });
  const view = await handle.result();
  expect(simulator.runs('acme/engine')).toHaveLength(1);
  expect(view.builds[0]).toMatchObject({ status: 'succeeded', run: { id: run?.id, attempt: 2 } });
});

test('a run that GitHub does not show for a moment is no deleted one: green by now, it is taken all the same', async () => {
  const cascade = await startCascade(threeOf(), {
    webhooks: false,
    scenario: { behaviours: [failingOnce('acme/engine')] },
  });
  const { simulator } = cascade;
  const handle = await startRelease(cascade, 'v3.2.2');
  await untilTrain(handle, { state: 'needs-person' });
  const [run] = simulator.runs('acme/engine');
  simulator.rerun(run?.id ?? 0);
  await simulator.when(() => simulator.runs('acme/engine')[0]?.conclusion === 'success');
  const effect = { kind: 'status', status: 404, executed: false } as const;
  simulator.fault({ operation: 'actions/get-workflow-run', repository: 'acme/engine', effect });

  await handle.executeUpdate('retry', { args: [{ build: 'engine', by: 'ann' }] });
  const view = await handle.result();
  expect(simulator.runs('acme/engine')).toHaveLength(1);
  expect(view.builds[0]).toMatchObject({ status: 'succeeded', run: { id: run?.id, attempt: 2 } });
});

test('the failed jobs of the same run are run again where that is asked for', async () => {
  const cascade = await startCascade(threeOf(), { scenario: { behaviours: [failingOnce('acme/engine')] } });
  const operate = await operatorAt('our command line', cascade);
  const handle = await startRelease(cascade, 'v3.2.1');
  await untilTrain(handle, { state: 'needs-person' });
  await operate(handle.workflowId, 'retry', { build: 'engine', how: 'rerun-failed-jobs' });
  const view = await handle.result();
  expect(cascade.simulator.runs('acme/engine')).toHaveLength(1);
  expect(view.builds[0]?.run?.attempt).toBe(2);
});

test('a build that somebody cancelled in Temporal gets an actions run of its own', async () => {
  const cascade = await startCascade(threeOf(), {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/engine' }] },
  });
  const { simulator, client } = cascade;
  const operate = await operatorAt('our command line', cascade);
  const handle = await startRelease(cascade, 'v3.3.0');
  await simulator.when(() => simulator.runs('acme/engine')[0]?.status === 'in_progress');
  await client.workflow.getHandle(`${handle.workflowId}/engine`).cancel();
  await untilTrain(handle, { state: 'needs-person' });
  simulator.release('acme/engine');

  await operate(handle.workflowId, 'retry', { build: 'engine' });
  expect((await handle.result()).state).toBe('succeeded');
  const markers = simulator.runs('acme/engine').map(({ displayTitle }) => /engine#(\d+)\./.exec(displayTitle)?.[1]);
  expect(markers.sort()).toEqual(['1', '2']);
});

test('two retries at once make each build again once', async () => {
  const cascade = await startCascade(threeOf(), {
    scenario: { behaviours: [failingOnce('acme/tool'), { kind: 'hold', repository: 'acme/engine', times: 1 }] },
  });
  const { simulator, client } = cascade;
  const operate = await operatorAt('our command line', cascade);
  const handle = await startRelease(cascade, 'v3.3.1');
  await simulator.when(() => simulator.runs('acme/engine')[0]?.status === 'in_progress');
  await client.workflow.getHandle(`${handle.workflowId}/engine`).terminate();
  await untilTrain(handle, { state: 'needs-person' });

  const answers = await Promise.all([
    operate(handle.workflowId, 'retry'),
    operate(handle.workflowId, 'retry', { build: 'tool' }),
  ]);
  expect(answers.some(({ done }) => done)).toBe(true);
  simulator.release('acme/engine');
  expect((await handle.result()).state).toBe('succeeded');
  expect(simulator.runs('acme/tool')).toHaveLength(2);
});

describe('publishing that failed', () => {
  const SIGNED = threeOf({ release: releaseTarget({ signing: { unsigned: 'refuse', people: null } }) });

  test('is tried again, and nothing is built for it', async () => {
    const cascade = await startCascade(SIGNED);
    const operate = await operatorAt('our command line', cascade);
    const handle = await startRelease(cascade, 'v3.4.0');
    const view = await untilTrain(handle, { state: 'needs-person', publishing: { status: 'failed' } });
    const [, node] = view.builds;
    expect((await operate(handle.workflowId, 'retry', { build: 'publish' })).text).toContain('retries publishing');
    await untilTrain(handle, { state: 'needs-person', publishing: { status: 'failed' } });
    expect(cascade.simulator.runs()).toHaveLength(3);
    expect(node?.status).toBe('succeeded');
  });
});

test('a blocked train fails once nobody came for so long', async () => {
  const impatient = threeOf({ limits: { builds: 4, blocked: 3_000 } });
  const cascade = await startCascade(impatient, { scenario: { behaviours: [failingOnce('acme/engine')] } });
  const handle = await startRelease(cascade, 'v3.5.0');
  await untilTrain(handle, { state: 'needs-person' });
  expect(await failureOf(handle.result())).toMatchObject({ type: 'TrainFailed' });
});
