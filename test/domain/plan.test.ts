import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadChains } from '../../src/config/load.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { nothingChanged, planTrain } from '../../src/domain/plan.ts';
import { chainOf, G1, G2, G4, recipe, withRepository } from '../support/chains.ts';
import { cascadeOf, nightlyOf, releaseOf } from '../support/requests.ts';

const loaded = await loadChains([join(import.meta.dirname, '../../examples/btcdecoded')]);
const [btcdecoded] = loaded.ok ? loaded.chains : [];
if (btcdecoded === undefined) throw new Error(`examples/btcdecoded can't be loaded: ${JSON.stringify(loaded)}`);

const built = (chain: Chain, changed: readonly string[]) =>
  planTrain(chain, cascadeOf(chain, changed))
    .builds.map(({ alias }) => alias)
    .join(' ');

describe.each([
  ['G1', G1, 'spec', 'spec consensus protocol sdk node'],
  ['G1', G1, 'consensus', 'consensus protocol sdk node'],
  ['G1', G1, 'protocol', 'protocol sdk node'],
  ['G1', G1, 'sdk', 'sdk node'],
  ['G1', G1, 'node', 'node'],
  ['G2', G2, 'consensus', 'consensus protocol node sdk bllvm governance-app'],
  ['G2', G2, 'protocol', 'protocol node sdk bllvm governance-app'],
  ['G2', G2, 'node', 'node sdk bllvm governance-app'],
  ['G2', G2, 'sdk', 'sdk governance-app'],
  ['G2', G2, 'bllvm', 'bllvm'],
  ['G2', G2, 'governance-app', 'governance-app'],
  ['G2', G2, 'commons', 'commons'],
  ['G4', G4, 'consensus', 'consensus protocol node sdk governance-app'],
  ['G4', G4, 'protocol', 'protocol node sdk governance-app'],
  ['G4', G4, 'node', 'node sdk governance-app'],
  ['G4', G4, 'sdk', 'sdk governance-app'],
  ['G4', G4, 'governance-app', 'governance-app'],
  ['btcdecoded', btcdecoded, 'blvm-spec', 'blvm-spec blvm-consensus blvm-protocol blvm-node blvm'],
  ['btcdecoded', btcdecoded, 'blvm-consensus', 'blvm-consensus blvm-protocol blvm-node blvm'],
  ['btcdecoded', btcdecoded, 'blvm-protocol', 'blvm-protocol blvm-node blvm'],
  ['btcdecoded', btcdecoded, 'blvm-node', 'blvm-node blvm'],
  ['btcdecoded', btcdecoded, 'blvm-sdk', 'blvm-sdk blvm-commons'],
  ['btcdecoded', btcdecoded, 'blvm-commons', 'blvm-commons'],
  ['btcdecoded', btcdecoded, 'blvm', 'blvm'],
])('in %s', (_, chain, pushed, expected) => {
  test(`a push to ${pushed} builds exactly ${expected}, in this order`, () => {
    expect(built(chain, [pushed])).toBe(expected);
  });
});

test.each([
  ['G1', G1, 'spec consensus protocol sdk node'],
  ['G2', G2, 'consensus commons protocol node sdk bllvm governance-app'],
  ['G4', G4, 'consensus protocol node sdk governance-app'],
  ['btcdecoded', btcdecoded, 'blvm-spec blvm-sdk blvm-consensus blvm-commons blvm-protocol blvm-node blvm'],
])('a release of %s builds all of it, each repository after all that it needs', (_, chain, expected) => {
  const plan = planTrain(chain, releaseOf(chain));
  expect(plan.builds.map(({ alias }) => alias).join(' ')).toBe(expected);
  expect(plan.skipped).toEqual([]);
  expect(plan.publishes).toBe(true);
});

test('pushes to several repositories build what is downstream of any of them', () => {
  expect(built(G2, ['commons', 'sdk'])).toBe('sdk commons governance-app');
});

test('what is not downstream of a push is left out, with the reason', () => {
  expect(planTrain(G2, cascadeOf(G2, ['node'])).skipped).toEqual(
    ['consensus', 'protocol', 'commons'].map((alias) => ({
      alias,
      repository: `acme/${alias}`,
      reason: { code: 'not-downstream', of: ['node'] },
    })),
  );
});

test('a release leaves out what is no member of it, but keeps what its members need', () => {
  const chain = ['protocol', 'bllvm', 'commons'].reduce(
    (changed, alias) => withRepository(changed, alias, { releases: false }),
    G2,
  );
  const plan = planTrain(chain, releaseOf(chain));
  expect(plan.builds.map(({ alias }) => alias)).toEqual(['consensus', 'protocol', 'node', 'sdk', 'governance-app']);
  expect(plan.skipped.map(({ alias, reason }) => [alias, reason.code])).toEqual([
    ['bllvm', 'not-in-release'],
    ['commons', 'not-in-release'],
  ]);
});

test('a planned build needs only what is in scope itself', () => {
  const [first] = planTrain(G2, cascadeOf(G2, ['node'])).builds;
  expect(first).toMatchObject({ alias: 'node', needs: [] });
});

test('a planned build says whether it builds, verifies or has nothing to do', () => {
  const work = (chain: Chain) => planTrain(chain, releaseOf(chain)).builds.map((build) => build.work);
  expect(work(G4)).toEqual(['verify', 'build', 'build', 'build', 'build']);
  expect(work(G1)).toEqual(['nothing', 'build', 'build', 'build', 'build']);
});

test('what remains after a build is counted in the durations that are expected', () => {
  const edges = chainOf([
    ['quick', []],
    ['slow', []],
    ['end', ['quick', 'slow']],
  ]);
  const chain = withRepository(edges, 'slow', { build: recipe({ expectedDuration: 3_600_000 }) });
  expect(planTrain(chain, releaseOf(chain)).builds.map(({ alias, remaining }) => [alias, remaining])).toEqual([
    ['quick', 1_200_000],
    ['slow', 4_200_000],
    ['end', 600_000],
  ]);
});

test('only a release of a chain that has a place for releases is published', () => {
  expect(planTrain(G2, cascadeOf(G2, ['consensus'])).publishes).toBe(false);
  const unpublished = { ...G2, release: null };
  expect(planTrain(unpublished, releaseOf(unpublished)).publishes).toBe(false);
});

test('a nightly is of what a release is of', () => {
  const { builds, publishes } = planTrain(G2, nightlyOf(G2));
  expect(builds).toEqual(planTrain(G2, releaseOf(G2)).builds);
  expect(publishes).toBe(true);
});

test('a nightly of which nothing changed builds and publishes nothing, and every repository says why', () => {
  const since = 'nightly-20261120-3f2a91c';
  const plan = planTrain(G1, nightlyOf(G1));
  const unchanged = nothingChanged(plan, since);
  expect(unchanged).toMatchObject({ builds: [], publishes: false });
  expect(unchanged.skipped.map(({ alias, reason }) => [alias, reason])).toEqual(
    plan.builds.map(({ alias }) => [alias, { code: 'unchanged', since }]),
  );
});
