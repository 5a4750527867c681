import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { chainOf, G1 } from '../support/chains.ts';
import { failureOf, startCascadeOf, startRelease } from '../support/start-trains.ts';

test('a train that was started by hand with wrong input fails at once, with every problem', async () => {
  const { client, taskQueue } = await startCascade(G1);
  const cases: readonly [type: string, input: unknown, message: string][] = [
    ['release', 'v1.4.0', 'the input must be an object with version, chain, parameters, trigger, refs, dryRun'],
    ['release', { chain: 'nowhere', version: 'v1.4.0' }, 'There is no chain "nowhere". The worker knows btcdecoded-g1'],
    ['release', { chain: G1.name, version: 'soon' }, 'version: "soon" is no version; write it as v1.4.0 or 1.4.0-rc.1'],
    ['release', { chain: G1.name, version: 'v1.4.0', verson: '' }, 'verson: unknown'],
    ['release', { chain: G1.name, version: 'v1.4.0', refs: { nobody: 'main' } }, 'refs: chain btcdecoded-g1 has no'],
    ['nightly', { chain: G1.name, version: 'v1.4.0' }, 'version: unknown; known are chain'],
    ['cascade', { chain: G1.name, changed: ['nobody'] }, 'has no repository "nobody"; it has spec, consensus'],
    ['cascade', { chain: G1.name, changed: [] }, 'changed: name at least one repository'],
  ];
  for (const [type, input, message] of cases) {
    const handle = await client.workflow.start(type, { taskQueue, workflowId: `by-hand/${type}`, args: [input] });
    expect((await failureOf(handle.result())).message).toContain(message);
  }
});

test('a train whose id would make ids that are too long is refused', async () => {
  const { client, taskQueue } = await startCascade(G1);
  const args = [{ chain: G1.name, version: 'v1.4.0' }];
  const handle = await client.workflow.start('release', { taskQueue, workflowId: 'x'.repeat(150), args });
  expect((await failureOf(handle.result())).message).toContain('must be at most 129 of the characters');
});

test('builds and publishing run only inside a train', async () => {
  const { client, taskQueue, simulator } = await startCascade(G1);
  for (const type of ['build', 'publish']) {
    const handle = await client.workflow.start(type, { taskQueue, workflowId: `stray/${type}`, args: [{}] });
    expect((await failureOf(handle.result())).message).toContain('only inside a train');
  }
  expect(simulator.requests()).toEqual([]);
});

test('a repository without its actions workflow is named before anything is dispatched', async () => {
  const cascade = await startCascade(chainOf([['a', []]]), {
    scenario: { repositories: [{ owner: 'acme', name: 'a', workflows: [] }] },
  });
  const failure = await failureOf((await startRelease(cascade)).result());
  expect(failure.message).toContain("acme/a has none of build.yml on its default branch, so a can't be built");
  expect(cascade.simulator.runs()).toEqual([]);
});

test('a chain without a release can cascade, and says that it releases nothing', async () => {
  const cascade = await startCascade({ ...G1, release: null });
  const failure = await failureOf((await startRelease(cascade)).result());
  expect(failure.message).toContain('publishes no releases');
  expect((await (await startCascadeOf(cascade, 'node')).result()).state).toBe('succeeded');
});
