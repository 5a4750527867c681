import { expect, test } from 'vitest';

import type { PackageScenario } from '../../simulator/scenario-registry.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { buildWorkflow, inLibrary, start } from './started.ts';

const published: PackageScenario = {
  name: '@acme/library',
  repository: 'acme/library',
  workflow: buildWorkflow().path,
  version: '${{ inputs.version }}',
  published: ['0.9.0'],
};

function ask(simulator: Simulator, version: string, name = '@acme/library'): Promise<Response> {
  return fetch(`${simulator.url}/registry/${name}/${version}`);
}

test('the registry shows a version when a run that publishes it has succeeded, and its lag is over', async () => {
  const lagging = { ...published, name: 'slow', lagSeconds: 1 };
  const { simulator } = await start({ registry: [published, lagging] });
  expect((await ask(simulator, '1.0.0')).status).toBe(404);
  const before = Date.now();
  await run(simulator);
  const answer = await ask(simulator, '1.0.0');
  expect([answer.status, await answer.json()]).toEqual([200, { name: '@acme/library', version: '1.0.0' }]);
  expect((await ask(simulator, '1.0.0', 'slow')).status).toBe(404);
  await expect.poll(async () => (await ask(simulator, '1.0.0', 'slow')).status, { timeout: 10_000 }).toBe(200);
  expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
});

test('what is published from the start is there; what a run fails to publish, and what nobody names, is not', async () => {
  const { simulator } = await start({
    registry: [published],
    behaviours: [{ kind: 'conclude', repository: 'acme/library', conclusion: 'failure', times: 1 }],
  });
  expect((await ask(simulator, '0.9.0')).status).toBe(200);
  await run(simulator);
  expect((await ask(simulator, '1.0.0')).status).toBe(404);
  expect((await ask(simulator, '0.9.0', 'other')).status).toBe(404);
  await run(simulator);
  expect((await ask(simulator, '1.0.0')).status).toBe(200);
});

async function run(simulator: Simulator): Promise<void> {
  const repository = `${inLibrary.owner}/${inLibrary.repo}`;
  const { id } = simulator.dispatchAsPerson(repository, published.workflow, { inputs: { version: '1.0.0' } });
  await simulator.when(() => simulator.runs().find((known) => known.id === id)?.status === 'completed');
}
