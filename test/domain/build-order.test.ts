import { expect, test } from 'vitest';
import { fillDispatch, markerOf } from '../../src/domain/build-order.ts';
import type { MarkerSupport } from '../../src/domain/build-recipe.ts';
import { buildOrder } from '../../src/domain/orders.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { itinerary } from '../support/itineraries.ts';
import { releaseOf } from '../support/requests.ts';

const acmeWith = (marker: MarkerSupport) => chain([repository('engine', { build: recipe({ marker }) })]);
const acme = acmeWith('shown');

test.each([
  [1_000, false],
  [2_000, true],
])('an order says that the train started at %i and whether it was reset: %s', (since, lookFirst) => {
  const order = buildOrder(itinerary(acme, releaseOf(acme), { since, lookFirst }), 'engine');
  expect([order.since, order.lookFirst]).toEqual([since, lookFirst]);
});

test('every attempt has a marker of its own', () => {
  const order = buildOrder(itinerary(acme, releaseOf(acme)), 'engine');
  const marker = { train: 'acme/release/v1.4.0', alias: 'engine', digest: '0a1b2c3d' };
  expect([1, 2].map((attempt) => markerOf(order, attempt))).toEqual([
    { ...marker, attempt: 1 },
    { ...marker, attempt: 2 },
  ]);
});

const loud = (templates: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, template.toUpperCase()]));

test('a dispatch is filled in where the chain wrote templates, and nowhere else', () => {
  expect(fillDispatch({ type: 'workflow_dispatch', inputs: { version: 'v' } }, loud)).toEqual({
    type: 'workflow_dispatch',
    inputs: { version: 'V' },
  });
  const event = { type: 'repository_dispatch', eventType: 'build-{chain}', payload: { sha: 'abc' } } as const;
  expect(fillDispatch(event, loud)).toEqual({ ...event, payload: { sha: 'ABC' } });
});
