import { expect, test } from 'vitest';
import type { HeldRequest } from '../../simulator/holds.ts';
import type { RequestPoint } from '../../simulator/scenario-faults.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { beforeActivity, beforeChild, FIRST, LAST, resetTo } from '../support/resets.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';
import { someOf } from '../support/long.ts';

const LINE = chainOf([
  ['core', []],
  ['app', ['core']],
]);

/** A build that may have dispatched before the reset looks for its run until no dispatch could arrive any more. */
const timings = { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, dispatchDeadline: 1000, dispatchHeartbeat: 2000 };

let releases = 0;

/** Tests share a server, on which trains of one version would be the same train. */
async function underway(holds: readonly string[] = []) {
  const behaviours = holds.map((repository) => ({ kind: 'hold', repository }) as const);
  const cascade = await startCascade(LINE, { timings, scenario: { behaviours } });
  releases += 1;
  return { ...cascade, version: `v1.4.${releases}` };
}

const DISPATCH: RequestPoint = {
  method: 'POST',
  pathTemplate: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
  repository: 'acme/core',
  occurrence: 1,
};

/** The train comes to a published release, of one actions run for each repository. */
async function expectPublishedOnce({ client, simulator }: TestCascade, train: string): Promise<void> {
  const view = (await client.workflow.getHandle(train).result()) as TrainView;
  expect(view).toMatchObject({ state: 'succeeded', publishing: { status: 'published' } });
  for (const { alias, run } of view.builds) {
    expect(simulator.runs(`acme/${alias}`).map(({ id, conclusion }) => [id, conclusion])).toEqual([
      [run?.id, 'success'],
    ]);
  }
  const [release, ...others] = simulator.releases('acme/app');
  expect(others).toEqual([]);
  expect(release).toMatchObject({ draft: false });
}

test.for(
  someOf(
    [
      ['to its beginning', FIRST],
      ['to before it pinned its commits', beforeActivity('pinCommits')],
      ['to before it started the build', beforeChild('core')],
      ['to its last moment', LAST],
    ] as const,
    1,
  ),
)('a train that is reset %s while a build has an actions run takes that run', async ([, moment]) => {
  const cascade = await underway(['acme/core']);
  const { client, simulator, version } = cascade;
  const { workflowId } = await startRelease(cascade, version);
  await simulator.when(() => simulator.runs('acme/core')[0]?.status === 'in_progress');
  await resetTo(client, workflowId, moment);
  simulator.release('acme/core');
  await expectPublishedOnce(cascade, workflowId);
});

test.for(
  someOf(
    [
      [
        'before it arrives',
        (held: HeldRequest) => {
          held.drop();
        },
      ],
      ['before its answer', (held: HeldRequest) => held.execute()],
    ] as const,
    2,
  ),
)('a train that is reset while its dispatch is lost %s dispatches once in all', async ([, lose]) => {
  const cascade = await underway();
  const { client, simulator, version } = cascade;
  const held = simulator.hold(DISPATCH);
  const { workflowId } = await startRelease(cascade, version);
  await held.reached;
  await resetTo(client, workflowId, beforeChild('core'));
  await lose(held);
  await expectPublishedOnce(cascade, workflowId);
});

test('a train that is reset before anything was dispatched dispatches once', async () => {
  const cascade = await underway();
  const { client, simulator, version } = cascade;
  const held = simulator.hold({ method: 'GET', pathTemplate: '/user', repository: null, occurrence: 1 });
  const { workflowId } = await startRelease(cascade, version);
  await held.reached;
  await resetTo(client, workflowId, LAST);
  await held.release();
  await expectPublishedOnce(cascade, workflowId);
});

test('a train that is reset to before its second build keeps what the first one built', async () => {
  const cascade = await underway(['acme/app']);
  const { client, simulator, version } = cascade;
  const { workflowId } = await startRelease(cascade, version);
  await simulator.when(() => simulator.runs('acme/app')[0]?.status === 'in_progress');
  await resetTo(client, workflowId, beforeChild('app'));
  simulator.release('acme/app');
  await expectPublishedOnce(cascade, workflowId);
});

const UPLOAD: RequestPoint = {
  method: 'POST',
  pathTemplate: '/repos/{owner}/{repo}/releases/{release_id}/assets',
  repository: 'acme/app',
  occurrence: 1,
};
const PUBLISH: RequestPoint = {
  method: 'PATCH',
  pathTemplate: '/repos/{owner}/{repo}/releases/{release_id}',
  repository: 'acme/app',
  occurrence: 1,
};

test.for(
  someOf(
    [
      ['a file is uploaded', 'to before it began to publish', UPLOAD, beforeChild('publish')],
      ['a file is uploaded', 'to its beginning', UPLOAD, FIRST],
      ['the draft is published', 'to before it began to publish', PUBLISH, beforeChild('publish')],
      ['the draft is published', 'to its last moment', PUBLISH, LAST],
    ] as const,
    3,
  ),
)('while %s, a train that is reset %s ends in one release', async ([, , point, moment]) => {
  const cascade = await underway();
  const { client, simulator, version } = cascade;
  const held = simulator.hold(point);
  const { workflowId } = await startRelease(cascade, version);
  await held.reached;
  await resetTo(client, workflowId, moment);
  await held.execute();
  await expectPublishedOnce(cascade, workflowId);
});

test('a train that is reset to its beginning after its release is out finds that all is done', async () => {
  const cascade = await underway();
  const { client, version } = cascade;
  const handle = await startRelease(cascade, version);
  await handle.result();
  await resetTo(client, handle.workflowId, FIRST);
  await expectPublishedOnce(cascade, handle.workflowId);
});

test('a train that finds the workflow id of a build taken by another fails that build, and says what to do', async () => {
  const cascade = await underway();
  const { client, simulator, taskQueue, version } = cascade;
  const id = `${LINE.name}/release/${version}`;
  // Nobody works on that queue.
  await client.workflow.start('build', { workflowId: `${id}/core`, taskQueue: `${taskQueue}-other`, args: [{}] });
  const { message } = await failureOf((await startRelease(cascade, version)).result());
  expect(message).toContain(`needs the workflow id ${id}/core, under which runs what somebody started by hand`);
  expect(simulator.runs()).toEqual([]);
});
