import { expect, test } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import type { BuildRecipe } from '../../src/domain/build-recipe.ts';
import { checkOwnDispatches } from '../../src/domain/check-own-dispatches.ts';
import { chain, recipe, repository, triggers } from '../support/chains.ts';

const BUILD_CHAIN: BuildRecipe['dispatch'] = { type: 'repository_dispatch', eventType: 'build-chain', payload: {} };

function check(differences: Partial<BuildRecipe>, dispatches = STANDARD_DISPATCHES) {
  const build = recipe({ dispatch: BUILD_CHAIN, marker: 'none', ...differences });
  return checkOwnDispatches(chain([repository('core', { build })], { triggers: triggers({ dispatches }) }));
}

test('a dispatch of ours without a marker that would start the next cascade is told', () => {
  expect(check({})).toMatchObject([
    {
      check: 'dispatches',
      verdict: 'doubtful',
      message: expect.stringContaining('"build-chain" without a marker') as string,
    },
  ]);
});

test.for<readonly [string, Parameters<typeof check>]>([
  ['it has a marker', [{ marker: 'taken' }]],
  ['the chain starts nothing by such an event', [{}, []]],
  ['the event is another', [{ dispatch: { ...BUILD_CHAIN, eventType: 'compile' } }]],
  ['it is a workflow_dispatch', [{ dispatch: recipe().dispatch }]],
])('nothing is said where %s', ([, given]) => {
  expect(check(...given)).toEqual([]);
});
