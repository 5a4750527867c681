import { expect, test } from 'vitest';
import type { Scenario } from '../../simulator/scenario.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { endOf } from '../support/queues.ts';
import { statuses } from '../support/start-trains.ts';
import { CI, withTests } from '../support/tested-chain.ts';

/** The organisation of the chain, in which every push to the app is red. */
function withRedApp(described: Chain): Partial<Scenario> {
  return {
    ...withTests(described, 'app'),
    behaviours: [{ kind: 'conclude', repository: 'acme/app', workflow: CI, conclusion: 'failure' }],
  };
}

/** Two cascades of the library, between which there was a red push to the app: at which commits that was built. */
async function builtTwice(name: string, cascadeRefs: 'heads' | 'built') {
  const push = { ...repository('app').push, workflows: ['ci.yml'], buildsAgain: true };
  const described = chain([repository('core'), repository('app', { needs: ['core'], push })], {
    name,
    triggers: triggers({ cascadeRefs }),
  });
  const cascade = await startCascade(described, { webhooks: 'all', scenario: withRedApp(described) });
  const { simulator } = cascade;
  await simulator.push('acme/core');
  const first = await endOf(cascade, 1);
  const { sha: red } = await simulator.push('acme/app');
  const core = await simulator.push('acme/core');
  const second = await endOf(cascade, 2);
  expect([first, second].map(statuses)).toEqual(Array(2).fill({ core: 'succeeded', app: 'succeeded' }));
  expect(simulator.runs('acme/core').map(({ headSha }) => headSha)).toContain(core.sha);
  const builds = simulator.runs('acme/app').filter(({ event }) => event === 'workflow_dispatch');
  const why = second.builds.find(({ alias }) => alias === 'app')?.why;
  return { first: first.train, red, commits: builds.map(({ headSha }) => headSha), why };
}

test('a cascade builds what did not change where it was built before, though a red push came since, and says so', async () => {
  const { first, red, commits, why } = await builtTwice('settled-refs', 'built');
  expect(commits).toHaveLength(2);
  expect(new Set(commits).size).toBe(1);
  expect(commits).not.toContain(red);
  expect(why).toMatch(new RegExp(`; at the commit that ${first} built$`));
});

test('a cascade of a chain that does not ask for that builds the head', async () => {
  const { red, commits, why } = await builtTwice('latest-refs', 'heads');
  expect(new Set(commits).size).toBe(2);
  expect(commits).toContain(red);
  expect(why).not.toContain('at the commit that');
});
