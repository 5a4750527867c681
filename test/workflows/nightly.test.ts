import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { startNightly } from '../support/start-trains.ts';

const EDGES = [
  ['core', []],
  ['app', ['core']],
] as const;

test('a nightly is a prerelease with the name of its day and its inputs, and the next one has nothing to do', async () => {
  const cascade = await startCascade(chainOf(EDGES, { name: 'night' }));
  const { simulator } = cascade;
  const first = await (await startNightly(cascade, 'one')).result();
  expect(first).toMatchObject({ state: 'succeeded', kind: 'nightly' });
  const [release] = simulator.releases('acme/app');
  expect(release).toMatchObject({ draft: false, prerelease: true });
  expect(release?.tag).toMatch(/^nightly-\d{8}-[0-9a-f]{7}$/);
  expect(release?.assets.map(({ name }) => name)).toContain(`core-${release?.tag ?? ''}.tar.gz`);
  expect(first.version).toBe(release?.tag);

  const runs = simulator.runs().length;
  const second = await (await startNightly(cascade, 'two')).result();
  expect(second).toMatchObject({ state: 'succeeded' });
  expect(second.builds.map(({ alias, why }) => [alias, why])).toEqual(
    ['core', 'app'].map((alias) => [alias, `nothing in the chain changed since ${release?.tag ?? ''}`]),
  );
  expect(simulator.runs()).toHaveLength(runs);
  expect(simulator.releases('acme/app')).toHaveLength(1);
});

test('after a push the next nightly has another name', async () => {
  const cascade = await startCascade(chainOf(EDGES, { name: 'nights' }));
  const { simulator } = cascade;
  await (await startNightly(cascade, 'one')).result();
  await simulator.push('acme/core');
  expect(await (await startNightly(cascade, 'two')).result()).toMatchObject({ state: 'succeeded' });
  const tags = simulator.releases('acme/app').map(({ tag }) => tag);
  expect(new Set(tags).size).toBe(2);
});
