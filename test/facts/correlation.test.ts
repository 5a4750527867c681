import { expect, test, vi } from 'vitest';
import type { FindInput } from '../../src/activities/find-actions-run.ts';
import { formatMarker, type Marker } from '../../src/domain/marker.ts';
import { completion, CORE, identity, look, reported, startedBuild, startInput } from '../activities/support/builds.ts';
import { perform } from '../activities/support/one-try.ts';
import { asked, type Stage, startStage } from '../activities/support/stage.ts';
import { chain, recipe, repository } from '../support/chains.ts';

const MINUTE = 60_000;
const WORKFLOW = '.github/workflows/build.yml';

/** Looks for the run of that attempt, by its marker alone. */
function find({ activities }: Stage, marker: Partial<Marker> = {}, differences: Partial<FindInput> = {}) {
  return perform(activities.findActionsRun, {
    repository: CORE,
    identity: identity(marker),
    since: Date.now() - MINUTE,
    until: Date.now(),
    turn: null,
    ...differences,
  });
}

test(
  'Codex-/return-dispatch#183 and lasith-kg/dispatch-workflow#164: a run is found behind more than 100 newer ones',
  { timeout: 60_000 },
  async () => {
    const stage = await startStage();
    const run = await startedBuild(stage);
    for (let count = 0; count < 120; count += 1) stage.simulator.dispatchAsPerson('acme/core', WORKFLOW);
    expect(await find(stage)).toMatchObject({ type: 'found', run: { id: run.id } });
  },
);

test('Codex-/return-dispatch#131: a run that does not echo the marker is not guessed at', async () => {
  const stage = await startStage(chain([repository('core', { build: recipe({ marker: 'taken' }) })]));
  await startedBuild(stage);
  expect(stage.simulator.runs()).toHaveLength(1);
  expect(await find(stage)).toEqual({ type: 'none' });
});

test('lasith-kg/dispatch-workflow#162: a run that shows late is found by a later look', async () => {
  const stage = await startStage(undefined, { lag: { list: 1 } });
  const run = await startedBuild(stage);
  const patient = { until: Date.now() + 10 * MINUTE };
  await expect(find(stage, {}, patient)).rejects.toMatchObject({ type: 'NotYet', nonRetryable: false });
  await vi.waitFor(
    async () => {
      expect(await find(stage, {}, patient)).toMatchObject({ type: 'found', run: { id: run.id } });
    },
    { timeout: 10_000 },
  );
});

test('convictional/trigger-workflow-and-wait#6: callers at the same time each find their own run', async () => {
  const stage = await startStage(undefined, { returnRunDetails: false });
  const trains = Array.from({ length: 10 }, (_, index) => ({ train: `acme/release/v1.4.${index}` }));
  await Promise.all(trains.map((train) => perform(stage.activities.startActionsRun, startInput(train))));
  const found = await Promise.all(trains.map((train) => find(stage, train)));
  const ids = found.map((result) => (result.type === 'found' ? result.run.id : null));
  const titles = new Map(stage.simulator.runs().map(({ id, displayTitle }) => [id, displayTitle]));
  const titlesFound = ids.map((id) => titles.get(id ?? 0));
  const markers = trains.map((train) => expect.stringContaining(formatMarker(identity(train).marker)) as string);
  expect(titlesFound).toEqual(markers);
  expect(new Set(ids)).toHaveLength(trains.length);
});

test('convictional/trigger-workflow-and-wait#34: a run that is in progress already is found, and seen to end', async () => {
  const stage = await startStage(undefined, { behaviours: [{ kind: 'hold', repository: 'acme/core' }] });
  const { id } = await startedBuild(stage);
  await stage.simulator.when(() => stage.simulator.runs()[0]?.status === 'in_progress');
  const found = await find(stage);
  if (found.type !== 'found') throw new Error(`The run ${id} should be found`);
  const read = async () => reported(await perform(stage.activities.readActionsRun, look(found.run)));
  expect(await read()).toMatchObject({ run: { id }, status: 'in_progress' });
  stage.simulator.release('acme/core');
  await completion(stage, found.run);
  expect(await read()).toMatchObject({ run: { id }, status: 'completed', conclusion: 'success' });
});

test('JSONbored/loopover#10266 and rudder-sdk-js#2983: of runs alike in event, branch and actor the newest is not taken for ours', async () => {
  const stage = await startStage();
  const ours = await startedBuild(stage);
  const newest = await startedBuild(stage, { train: 'acme/release/v1.4.1' });
  expect(await find(stage)).toMatchObject({ type: 'found', run: { id: ours.id }, surplus: [], others: [] });
  expect(stage.simulator.runs().at(-1)).toMatchObject({ id: newest.id });
});

test('dawidd6/action-download-artifact#147: a run that filtered lists do not show yet is found', async () => {
  const stage = await startStage(undefined, { lag: { filteredList: 3600 } });
  const run = await startedBuild(stage);
  expect(await find(stage)).toMatchObject({ type: 'found', run: { id: run.id } });
});

test('pytorch/test-infra#8061: a dispatch that is accepted and answered with 502 makes one run, which is found', async () => {
  const operation = 'actions/create-workflow-dispatch';
  const stage = await startStage(undefined, {
    faults: [{ operation, effect: { kind: 'status', status: 502, executed: true } }],
  });
  expect(await perform(stage.activities.startActionsRun, startInput())).toMatchObject({ answer: { type: 'unclear' } });
  expect(asked(stage, operation)).toBe(1);
  const [run, ...others] = stage.simulator.runs();
  expect(others).toEqual([]);
  expect(await find(stage)).toMatchObject({ type: 'found', run: { id: run?.id }, surplus: [] });
});
