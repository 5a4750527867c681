import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadChains } from '../../src/config/load.ts';
import { type Chain, fullName, repositoryOf } from '../../src/domain/chain.ts';
import { allValues, expectedNames } from '../../src/domain/expected-artifacts.ts';
import { parallelGroups } from '../../src/domain/graph.ts';

async function example(name: string, file = 'cascade.yml'): Promise<Chain> {
  const loaded = await loadChains([`examples/${name}/${file}`]);
  const chain = loaded.ok ? loaded.chains[0] : undefined;
  if (chain === undefined) throw new Error(JSON.stringify(loaded));
  return chain;
}

function groupsOf(chain: Chain): readonly (readonly string[])[] {
  return parallelGroups(chain.repositories).map((group) => group.map(({ alias }) => alias));
}

test('all examples load together from their folder', async () => {
  const loaded = await loadChains(['examples']);
  expect(loaded.ok && loaded.chains.map(({ name }) => name)).toEqual([
    'btcdecoded',
    'acme',
    'opensearch',
    'three-crates',
  ]);
});

test('btcdecoded has the graph that its guide draws, with the specification first and blvm last', async () => {
  expect(groupsOf(await example('btcdecoded'))).toEqual([
    ['blvm-spec', 'blvm-sdk'],
    ['blvm-consensus', 'blvm-commons'],
    ['blvm-protocol'],
    ['blvm-node'],
    ['blvm'],
  ]);
});

test('btcdecoded is built by its own event where it listens to it, and by inputs elsewhere', async () => {
  const { repositories } = await example('btcdecoded');
  expect(repositories.map(({ alias, build }) => [alias, build?.mode, build?.dispatch.type])).toEqual([
    ['blvm-spec', undefined, undefined],
    ['blvm-consensus', 'verify', 'repository_dispatch'],
    ['blvm-protocol', 'build', 'repository_dispatch'],
    ['blvm-node', 'build', 'repository_dispatch'],
    ['blvm-sdk', 'build', 'workflow_dispatch'],
    ['blvm-commons', 'build', 'workflow_dispatch'],
    ['blvm', 'build', 'workflow_dispatch'],
  ]);
});

test('the chosen parameters of btcdecoded decide which archives blvm must yield', async () => {
  const chain = await example('btcdecoded');
  const artifacts = repositoryOf(chain, 'blvm')?.artifacts ?? [];
  const all = expectedNames(artifacts, allValues(chain.parameters), { version: 'v1.4.0' });
  const few = expectedNames(artifacts, { platform: ['linux-x86_64'], variant: ['base'] }, { version: 'v1.4.0' });
  expect(all).toEqual([
    'blvm-v1.4.0-linux-x86_64.tar.gz',
    'blvm-v1.4.0-linux-aarch64.tar.gz',
    'blvm-v1.4.0-windows-x86_64.zip',
    'blvm-experimental-v1.4.0-linux-x86_64.tar.gz',
    'blvm-experimental-v1.4.0-linux-aarch64.tar.gz',
    'blvm-experimental-v1.4.0-windows-x86_64.zip',
    'blvm_v1.4.0_amd64.deb',
    'blvm-v1.4.0-1.x86_64.rpm',
  ]);
  expect(few).toEqual(['blvm-v1.4.0-linux-x86_64.tar.gz', 'blvm_v1.4.0_amd64.deb', 'blvm-v1.4.0-1.x86_64.rpm']);
});

test('btcdecoded understands the events by which its repositories start each other, by old names too', async () => {
  const { triggers } = await example('btcdecoded');
  expect(triggers.dispatches.map(({ eventType, builds, line }) => [eventType, builds, line])).toEqual([
    ['build_{alias}', 'named', null],
    ['build-chain', 'receiver', null],
    ['upstream-changed', 'receiver', null],
    ['develop-chain', 'receiver', 'develop'],
    ['build_all', 'all', null],
  ]);
  expect(triggers.dispatches[0]?.names).toMatchObject({ governance: 'blvm-commons', 'governance-app': 'blvm-commons' });
});

test('the service of btcdecoded is told to deploy the image of the release', async () => {
  const chain = await example('btcdecoded');
  expect(chain.repositories.flatMap(({ alias, deploy }) => (deploy === null ? [] : [[alias, deploy]]))).toEqual([
    ['blvm-commons', expect.objectContaining({ to: null, payload: { tag: '{version}', image: '{image}' } })],
  ]);
});

test('btcdecoded can be played without people: nobody must agree, and no push waits', async () => {
  const { gates, limits, repositories } = await example('btcdecoded');
  expect(gates).toEqual([]);
  expect(limits.blocked).toBe(0);
  expect(repositories.flatMap(({ push }) => push.workflows)).toEqual([]);
});

test('governed, btcdecoded is the same graph', async () => {
  const [open, governed] = [await example('btcdecoded'), await example('btcdecoded', 'governed.yml')];
  expect(groupsOf(governed)).toEqual(groupsOf(open));
});

test('governed, each layer of btcdecoded has its gate, which four of seven can open in an emergency', async () => {
  const chain = await example('btcdecoded', 'governed.yml');
  const building = chain.gates.filter(({ before }) => before === 'building');
  const days = (milliseconds: number) => milliseconds / 86_400_000;
  expect(
    building.map(({ name, threshold, approvers, wait }) => [name, threshold, approvers.length, days(wait)]),
  ).toEqual([
    ['consensus', 6, 7, 180],
    ['protocol', 4, 5, 90],
    ['node', 3, 5, 60],
    ['sdk', 2, 3, 14],
  ]);
  expect(building.map(({ emergency }) => [emergency?.threshold, emergency?.approvers.length])).toEqual(
    building.map(() => [4, 7]),
  );
  // Nothing is built without people, and nothing waits for two layers.
  expect(building.flatMap(({ repositories }) => repositories ?? []).sort()).toEqual(
    chain.repositories.map(({ alias }) => alias).sort(),
  );
});

test('governed, what is built in btcdecoded waits for its tests after a push, and the specification for nothing', async () => {
  const { repositories } = await example('btcdecoded', 'governed.yml');
  expect(repositories.map(({ build, push }) => [build !== null, push.workflows])).toEqual(
    repositories.map(({ build }) => (build === null ? [false, []] : [true, ['ci.yml']])),
  );
});

test('governed, btcdecoded has a nightly at two in the morning, and says who is told what', async () => {
  const { schedules, tells, triggers } = await example('btcdecoded', 'governed.yml');
  expect(schedules.map(({ name, start, cron, timeZone }) => [name, start.kind, cron, timeZone])).toEqual([
    ['nightly', 'nightly', '0 2 * * *', 'UTC'],
  ]);
  expect(triggers.afterCascade).toBe('prerelease');
  expect(tells).toMatchObject({ statuses: true, issue: { owner: 'BTCDecoded', name: 'blvm' } });
  expect(tells.webhooks.map(({ urlVariable, on }) => [urlVariable, on])).toEqual([
    ['CHAT_URL', ['person-needed']],
    ['AUDIT_URL', ['settled', 'person-needed']],
  ]);
});

test('opensearch has 29 components, two of them in one repository, and is published beside them', async () => {
  const chain = await example('opensearch');
  expect(chain.repositories).toHaveLength(29);
  expect(new Set(chain.repositories.map(fullName)).size).toBe(28);
  expect(groupsOf(chain).map((group) => group.length)).toEqual([9, 13, 2, 3, 2]);
  expect(chain.release).toMatchObject({
    owner: 'opensearch-project',
    name: 'opensearch-build',
    title: 'OpenSearch {version}',
  });
  expect(chain.repositories.some((repository) => fullName(repository) === 'opensearch-project/opensearch-build')).toBe(
    false,
  );
});

test('the minimal example is short', async () => {
  const lines = (await readFile('examples/minimal/cascade.yml', 'utf8')).split('\n');
  expect(lines.filter((line) => line.trim() !== '' && !line.trim().startsWith('#')).length).toBeLessThanOrEqual(20);
});
