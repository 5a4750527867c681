import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { G1, G2, withRepository } from '../support/chains.ts';
import { startCascadeOf, statuses } from '../support/start-trains.ts';

test('a cascade builds the changed repository and what depends on it, and publishes nothing', async () => {
  const cascade = await startCascade(G2);
  const view = await (await startCascadeOf(cascade, 'node')).result();

  expect(statuses(view)).toEqual({
    node: 'succeeded',
    sdk: 'succeeded',
    bllvm: 'succeeded',
    'governance-app': 'succeeded',
    consensus: 'skipped',
    protocol: 'skipped',
    commons: 'skipped',
  });
  expect(view.builds.find(({ alias }) => alias === 'commons')?.why).toBe('does not depend on node');
  expect(cascade.simulator.releases('acme/commons')).toEqual([]);
});

test('a repository with nothing to build succeeds at once, and what needs it goes on', async () => {
  const cascade = await startCascade(G1);
  const view = await (await startCascadeOf(cascade, 'spec')).result();
  expect(view.builds[0]).toMatchObject({
    alias: 'spec',
    status: 'succeeded',
    why: 'nothing to build: its kind is docs',
  });
  expect(cascade.simulator.runs('acme/spec')).toEqual([]);
  expect(cascade.simulator.runs('acme/consensus')).toHaveLength(1);
});

test('builds at once stay within the limit', async () => {
  const wide = { ...G2, limits: { builds: 1, blocked: 0 } };
  const cascade = await startCascade(wide);
  await (await startCascadeOf(cascade, 'consensus')).result();
  const runs = [...cascade.simulator.runs()].sort((a, b) => a.createdAt - b.createdAt);
  for (const [index, run] of runs.entries()) {
    expect(run.createdAt).toBeGreaterThanOrEqual(runs[index - 1]?.completedAt ?? 0);
  }
});

test('a repository that is built by the actions workflow of another gets its run there', async () => {
  const remote = withRepository(G2, 'sdk', {
    build: {
      ...(G2.repositories[0]?.build ?? never()),
      runsIn: { owner: 'acme', name: 'bllvm' },
      workflows: ['build-single.yml'],
    },
  });
  const cascade = await startCascade(remote);
  const view = await (await startCascadeOf(cascade, 'sdk')).result();
  expect(statuses(view)).toMatchObject({ sdk: 'succeeded', 'governance-app': 'succeeded' });
  expect(cascade.simulator.runs('acme/sdk')).toEqual([]);
  expect(cascade.simulator.runs('acme/bllvm')).toMatchObject([{ path: '.github/workflows/build-single.yml' }]);
});

function never(): never {
  throw new Error('G2 begins with a repository that builds');
}
