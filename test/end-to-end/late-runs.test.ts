import { expect, test } from 'vitest';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';
import { untilTrain, viewOf } from '../support/watching.ts';

const once = { ...recipe().retry, attempts: 1 };

/** An engine that an app needs, and a train that waits for a person where one of them fails. */
function pair(engine: Parameters<typeof recipe>[0] = {}) {
  return chain(
    [
      repository('engine', { build: recipe({ retry: once, ...engine }) }),
      repository('app', { needs: ['engine'], build: recipe({ retry: once }) }),
    ],
    { limits: { builds: 4, blocked: 10 * 60_000 } },
  );
}

function failing(times: number) {
  return { behaviours: [{ kind: 'conclude', repository: 'acme/engine', conclusion: 'failure', times }] } as const;
}

function runAgain({ simulator }: TestCascade): number {
  const id = simulator.runs('acme/engine')[0]?.id ?? 0;
  simulator.rerun(id);
  return id;
}

test('a run that a person runs again at GitHub after its build failed revives the build by itself once it is green', async () => {
  const cascade = await startCascade(pair(), { scenario: failing(1) });
  const handle = await startRelease(cascade, 'v6.0.0');
  await untilTrain(handle, { state: 'needs-person' });
  const id = runAgain(cascade);

  const view = await handle.result();
  expect(view).toMatchObject({ state: 'succeeded', publishing: { status: 'published' } });
  expect(view.builds[0]).toMatchObject({ status: 'succeeded', run: { id, attempt: 2 } });
  expect(view.commands).toMatchObject([
    { by: 'Cascade', what: `takes up engine, whose actions run ${id} was run again and is green` },
  ]);
  expect(cascade.simulator.runs('acme/engine')).toHaveLength(1);
});

test('one that fails again changes nothing, and the next that is green is taken', async () => {
  const cascade = await startCascade(pair(), { scenario: failing(2) });
  const { simulator } = cascade;
  const handle = await startRelease(cascade, 'v6.1.0');
  await untilTrain(handle, { state: 'needs-person' });
  const id = runAgain(cascade);
  await simulator.when(() => simulator.runs('acme/engine')[0]?.status === 'completed');
  // Of a run that failed its jobs are asked for: that is how it is seen that the train has looked.
  const jobs = `/actions/runs/${id}/attempts/2/jobs`;
  await simulator.when(() => simulator.requests().some(({ path, status }) => path.includes(jobs) && status === 200));
  expect(await viewOf(handle)).toMatchObject({ state: 'needs-person', commands: [] });

  runAgain(cascade);
  expect((await handle.result()).builds[0]).toMatchObject({ status: 'succeeded', run: { id, attempt: 3 } });
  expect(simulator.runs('acme/engine')).toHaveLength(1);
});

test('a run that shows no marker is known by the build that failed with it', async () => {
  const cascade = await startCascade(pair({ marker: 'taken' }), { scenario: failing(1) });
  const handle = await startRelease(cascade, 'v6.2.0');
  await untilTrain(handle, { state: 'needs-person' });
  const id = runAgain(cascade);
  expect((await handle.result()).builds[0]).toMatchObject({ status: 'succeeded', run: { id, attempt: 2 } });
});
