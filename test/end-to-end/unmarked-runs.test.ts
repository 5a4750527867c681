import { expect, test } from 'vitest';
import type { BuildRecipe } from '../../src/domain/build-recipe.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';

/** So long that a build which no webhook woke would not end within the test. */
const NO_POLL = 3_600_000;

const BY_REPOSITORY_DISPATCH: BuildRecipe['dispatch'] = {
  type: 'repository_dispatch',
  eventType: 'build-chain',
  payload: { version: '{version}' },
};
const BY_WORKFLOW_DISPATCH: BuildRecipe['dispatch'] = {
  type: 'workflow_dispatch',
  inputs: { version: '{version}' },
};

test.each([
  ['workflow_dispatch', 'none', BY_WORKFLOW_DISPATCH],
  ['workflow_dispatch', 'taken', BY_WORKFLOW_DISPATCH],
  ['repository_dispatch', 'none', BY_REPOSITORY_DISPATCH],
  ['repository_dispatch', 'taken', BY_REPOSITORY_DISPATCH],
] as const)(
  'a run by %s that shows no marker (%s) wakes its build through webhooks alone',
  async (event, marker, dispatch) => {
    const unmarked = chain([repository('a', { build: recipe({ marker, dispatch }) })], { name: `${marker}-${event}` });
    const cascade = await startCascade(unmarked, { pollInterval: NO_POLL, seconds: 1 });
    const view = await (await startRelease(cascade)).result();
    expect(view.builds).toMatchObject([{ alias: 'a', status: 'succeeded' }]);
    expect(cascade.simulator.runs()).toHaveLength(1);
    expect(cascade.simulator.violations()).toEqual([]);
  },
);
