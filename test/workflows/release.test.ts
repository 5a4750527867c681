import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { G2 } from '../support/chains.ts';
import { failureOf, lastStateOf, startRelease, statuses } from '../support/start-trains.ts';

test('a release builds every repository after its needs and publishes what was built, once', async () => {
  const cascade = await startCascade(G2);
  const { simulator, chain } = cascade;
  const view = await (await startRelease(cascade)).result();

  expect(view.state).toBe('succeeded');
  const runs = new Map(simulator.runs().map((run) => [run.repository, run]));
  for (const { name, needs } of chain.repositories) {
    for (const need of needs) {
      const [own, before] = [runs.get(`acme/${name}`), runs.get(`acme/${need}`)];
      expect(own?.createdAt, `${name} after ${need}`).toBeGreaterThanOrEqual(before?.completedAt ?? Infinity);
    }
  }
  expect(simulator.runs()).toHaveLength(chain.repositories.length);
  const [release, ...others] = simulator.releases('acme/commons');
  expect(others).toEqual([]);
  expect(release).toMatchObject({ tag: 'v1.4.0', draft: false });
  expect(release?.assets.map(({ name }) => name).sort()).toEqual(
    ['SHA256SUMS', ...chain.repositories.map(({ alias }) => `${alias}-v1.4.0.tar.gz`)].sort(),
  );
  expect(simulator.violations()).toEqual([]);
});

test('a build that fails blocks what depends on it, the rest is built, and nothing is published', async () => {
  const cascade = await startCascade(G2, {
    scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/node', conclusion: 'failure' }] },
  });
  const view = await lastStateOf((await startRelease(cascade)).result());

  expect(statuses(view)).toEqual({
    consensus: 'succeeded',
    commons: 'succeeded',
    protocol: 'succeeded',
    node: 'failed',
    sdk: 'blocked',
    bllvm: 'blocked',
    'governance-app': 'blocked',
  });
  expect(view.builds.find(({ alias }) => alias === 'governance-app')?.why).toBe('blocked by node');
  expect(cascade.simulator.releases('acme/commons')).toEqual([]);
});

test('a release whose name is taken by somebody else stops, says so, and leaves theirs alone', async () => {
  const cascade = await startCascade(G2);
  await cascade.simulator.publishRelease('acme/commons', { tag: 'v1.4.0', body: 'made by hand', login: 'a-person' });
  const failure = await failureOf((await startRelease(cascade)).result());

  expect(failure.message).toContain('acme/commons already has a release v1.4.0 that this train did not make');
  expect(cascade.simulator.releases('acme/commons')).toMatchObject([{ body: 'made by hand', assets: [] }]);
});
