import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openPins } from '../../src/domain/fleet/open-pins.ts';
import { asData, asList } from '../../src/domain/fleet/yaml-data.ts';
import { renderFleet } from '../../src/fleet/render.ts';
import { fleetOf } from './fleet-of.ts';

const fleet = await fleetOf('test/fleet/golden/cascade.yml');
const [ci] = renderFleet(fleet);
const actions = (ci?.files ?? []).filter(({ path }) => path.endsWith('/action.yml'));

/** What an action takes its steps from. */
function usedBy(text: string): readonly string[] {
  const steps = asList(asData(asData(parse(text))['runs'])['steps']).map(asData);
  return steps.flatMap(({ uses }) => (typeof uses === 'string' ? [uses] : []));
}

test('our actions take others by commit, each of them the one that the fleet pins', () => {
  const used = actions.flatMap(({ text }) => usedBy(text));
  expect(used.length).toBeGreaterThan(0);
  for (const uses of used) {
    const [action = '', commit = ''] = uses.split('@');
    expect(commit).toBe(fleet.pins[action.split('/').slice(0, 2).join('/')]?.commit);
  }
});

test('no file of the CI repository leaves a pin open', () => {
  expect((ci?.files ?? []).flatMap(({ text }) => openPins(text))).toEqual([]);
});
