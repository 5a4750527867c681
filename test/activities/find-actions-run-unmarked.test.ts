import { expect, test } from 'vitest';
import type { FindInput } from '../../src/activities/find-actions-run.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { CORE, identity, startInput } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { type Stage, startStage } from './support/stage.ts';

const MINUTE = 60_000;
const UNMARKED = chain([repository('core', { build: recipe({ marker: 'none' }) })]);

/** Dispatches to acme/core, whose runs show no marker; gives the id of the run that came of it. */
async function dispatched({ activities }: Stage): Promise<number> {
  const { answer } = await perform(activities.startActionsRun, { ...startInput(), marker: null });
  if (answer.type !== 'started') throw new Error(`Nothing was started: ${JSON.stringify(answer)}`);
  return answer.runId;
}

/** A search for which all would show by now; a test says what is otherwise. */
function search(turn: Partial<NonNullable<FindInput['turn']>> = {}, differences: Partial<FindInput> = {}): FindInput {
  const since = Date.now() - MINUTE;
  return {
    repository: CORE,
    identity: identity(),
    since,
    until: Date.now(),
    turn: { since, taken: [], sureFrom: Date.now(), ...turn },
    ...differences,
  };
}

test('the only new run is taken once any other would show, too', async () => {
  const stage = await startStage(UNMARKED);
  const id = await dispatched(stage);
  expect(await perform(stage.activities.findActionsRun, search())).toMatchObject({ type: 'found', run: { id } });
});

test('before that it is only the one that it could be, and is looked at again when it is sure', async () => {
  const stage = await startStage(UNMARKED);
  const id = await dispatched(stage);
  const sureFrom = Date.now() + 10 * MINUTE;
  const failure: unknown = await perform(
    stage.activities.findActionsRun,
    search({ sureFrom }, { until: Date.now() + 20 * MINUTE }),
  ).catch((error: unknown) => error);
  expect(failure).toMatchObject({ type: 'NotYet', message: `Actions run ${id} could be the one` });
  const { nextRetryDelay } = failure as { nextRetryDelay: number };
  expect(nextRetryDelay).toBeGreaterThan(DEFAULT_TIMINGS.findInterval);
  expect(nextRetryDelay).toBeLessThanOrEqual(10 * MINUTE);
});

test('runs that were there before the dispatch are known, and are not taken for its run', async () => {
  const stage = await startStage(UNMARKED);
  const { listKnownRuns, findActionsRun } = stage.activities;
  const before = await dispatched(stage);
  const ask = { repository: CORE, workflow: 'build.yml', since: Date.now() - MINUTE };
  const taken = await perform(listKnownRuns, ask);
  expect(taken).toEqual([before]);
  expect(await perform(listKnownRuns, { ...ask, workflow: 'deploy.yml' })).toEqual([]);
  expect(await perform(findActionsRun, search({ taken }))).toEqual({ type: 'none' });
  const id = await dispatched(stage);
  expect(await perform(findActionsRun, search({ taken }))).toMatchObject({ type: 'found', run: { id } });
});

test('of two that could be the one none is taken, and both are named', async () => {
  const stage = await startStage(UNMARKED);
  const ids = [await dispatched(stage), await dispatched(stage)];
  const found = await perform(stage.activities.findActionsRun, search());
  expect(found).toMatchObject({ type: 'several', runs: ids.map((id) => ({ ...CORE, id })) });
});

test('a run that a person started by hand is not taken', async () => {
  const stage = await startStage(UNMARKED);
  const inputs = { version: 'v9', sha: 'main' };
  stage.simulator.dispatchAsPerson('acme/core', '.github/workflows/build.yml', { login: 'a-person', inputs });
  expect(await perform(stage.activities.findActionsRun, search())).toEqual({ type: 'none' });
});
