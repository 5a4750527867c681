import { expect, test } from 'vitest';
import type { HeldRequest } from '../../simulator/holds.ts';
import type { RequestPoint } from '../../simulator/scenario-faults.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { FIRST, LAST, resetTo } from '../support/resets.ts';
import { startRelease } from '../support/start-trains.ts';
import { untilBuild } from '../support/watching.ts';
import { someOf } from '../support/long.ts';

const LINE = chainOf(
  [
    ['core', []],
    ['app', ['core']],
  ],
  { limits: { builds: 4, blocked: 10 * 60_000 } },
);

const timings = { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, dispatchDeadline: 1000, dispatchHeartbeat: 2000 };

const DISPATCH: RequestPoint = {
  method: 'POST',
  pathTemplate: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
  repository: 'acme/core',
  occurrence: 1,
};

let releases = 0;

/** Tests share a server, on which trains of one version would be the same train. */
async function underway(holds: readonly string[] = []) {
  const behaviours = holds.map((repository) => ({ kind: 'hold', repository }) as const);
  const cascade = await startCascade(LINE, { timings, scenario: { behaviours } });
  releases += 1;
  return { ...cascade, version: `v1.5.${releases}` };
}

async function expectOneRunEach({ client, simulator }: TestCascade, train: string): Promise<void> {
  const view = (await client.workflow.getHandle(train).result()) as TrainView;
  expect(view.state).toBe('succeeded');
  for (const { alias, run } of view.builds) {
    expect(simulator.runs(`acme/${alias}`).map(({ id }) => id)).toEqual([run?.id]);
  }
}

test.for(
  someOf(
    [
      [
        'has not arrived',
        (held: HeldRequest) => {
          held.drop();
        },
      ],
      ['was not answered', (held: HeldRequest) => held.execute()],
    ] as const,
    1,
  ),
)('a build that is reset while its dispatch %s dispatches once in all', async ([, lose]) => {
  const cascade = await underway();
  const { client, simulator, version } = cascade;
  const held = simulator.hold(DISPATCH);
  const { workflowId } = await startRelease(cascade, version);
  await held.reached;
  await resetTo(client, `${workflowId}/core`, FIRST);
  await lose(held);
  await expectOneRunEach(cascade, workflowId);
});

test.for(
  someOf(
    [
      ['beginning', FIRST],
      ['last moment', LAST],
    ] as const,
    2,
  ),
)('a build that is reset to its %s while its actions run is under way follows that run', async ([, moment]) => {
  const cascade = await underway(['acme/core']);
  const { client, simulator, version } = cascade;
  const { workflowId } = await startRelease(cascade, version);
  await simulator.when(() => simulator.runs('acme/core')[0]?.status === 'in_progress');
  await resetTo(client, `${workflowId}/core`, moment);
  simulator.release('acme/core');
  await expectOneRunEach(cascade, workflowId);
});

test('a build that is reset after it succeeded finds its own run again, and its train goes on', async () => {
  const cascade = await underway(['acme/app']);
  const { client, simulator, version } = cascade;
  const { workflowId } = await startRelease(cascade, version);
  await simulator.when(() => simulator.runs('acme/app')[0]?.status === 'in_progress');
  await resetTo(client, `${workflowId}/core`, FIRST);
  await client.workflow.getHandle(`${workflowId}/core`).result();
  simulator.release('acme/app');
  await expectOneRunEach(cascade, workflowId);
});

test('the actions run of a build that was terminated goes on, and a retry takes it', async () => {
  const cascade = await underway(['acme/core']);
  const { client, simulator, version } = cascade;
  const handle = await startRelease(cascade, version);
  await simulator.when(() => simulator.runs('acme/core')[0]?.status === 'in_progress');
  await client.workflow.getHandle(`${handle.workflowId}/core`).terminate();
  await untilBuild(handle, 'core', 'failed');
  expect(simulator.runs('acme/core')).toMatchObject([{ status: 'in_progress' }]);
  await handle.executeUpdate('retry', { args: [{ build: 'core', by: 'alice', why: 'that was a mistake' }] });
  simulator.release('acme/core');
  await expectOneRunEach(cascade, handle.workflowId);
});
