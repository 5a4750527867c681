import { expect, test } from 'vitest';
import type { RetryPolicy } from '../../src/domain/build-recipe.ts';
import { findMarker } from '../../src/domain/marker.ts';
import { startCascade } from '../support/cascade.ts';
import { chainOf, recipe, repository, chain } from '../support/chains.ts';
import { lastStateOf, startCascadeOf, startRelease } from '../support/start-trains.ts';

const ONE = chainOf([['a', []]]);
const QUICKLY: RetryPolicy = {
  attempts: 3,
  backoff: 10,
  maximumBackoff: 20,
  on: ['failure', 'cancelled'],
  how: 'new-attempt',
  budget: null,
};

test('a server that does not name the run it started has it found by its marker', async () => {
  const cascade = await startCascade(ONE, { scenario: { returnRunDetails: false }, webhooks: false });
  const view = await (await startRelease(cascade)).result();
  expect(view.state).toBe('succeeded');
  const [run, ...others] = cascade.simulator.runs();
  expect(others).toEqual([]);
  expect(view.builds[0]?.run?.id).toBe(run?.id);
});

test('a repository_dispatch has its run found by its marker', async () => {
  const dispatch = {
    type: 'repository_dispatch',
    eventType: 'build-chain',
    payload: { version: '{version}' },
  } as const;
  const cascade = await startCascade(chain([repository('a', { build: recipe({ dispatch }) })]), { webhooks: false });
  const view = await (await startRelease(cascade)).result();
  expect(view.state).toBe('succeeded');
  expect(cascade.simulator.runs()).toHaveLength(1);
});

test('a build that failed is tried again under a new marker, as its policy says', async () => {
  const flaky = chain([repository('a', { build: recipe({ retry: QUICKLY }) })]);
  const cascade = await startCascade(flaky, {
    scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/a', conclusion: 'failure', times: 2 }] },
  });
  const view = await (await startRelease(cascade)).result();
  expect(view.builds[0]).toMatchObject({ status: 'succeeded', attempts: 3 });
  const markers = cascade.simulator.runs().map(({ displayTitle }) => findMarker(displayTitle)?.attempt);
  expect(markers.sort()).toEqual([1, 2, 3]);
});

test('a build whose attempts are used up fails with the reason of the last one', async () => {
  const flaky = chain([repository('a', { build: recipe({ retry: QUICKLY }) })]);
  const cascade = await startCascade(flaky, {
    scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/a', conclusion: 'failure' }] },
  });
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.builds[0]).toMatchObject({
    status: 'failed',
    attempts: 3,
    reason: { code: 'run-failed', jobs: ['build'] },
  });
});

test('a conclusion that no policy can name is no success and is not tried again', async () => {
  const cascade = await startCascade(ONE, {
    scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/a', conclusion: 'neutral' }] },
  });
  const view = await lastStateOf((await startCascadeOf(cascade, 'a')).result());
  expect(view.builds[0]?.why).toContain('concluded "neutral", which is no success');
  expect(cascade.simulator.runs()).toHaveLength(1);
});

test('a green run without the expected artifact is a failure', async () => {
  const cascade = await startCascade(
    chain([
      repository('a', {
        build: recipe({
          dispatch: {
            type: 'workflow_dispatch',
            inputs: { version: 'another' },
          },
        }),
      }),
    ]),
  );
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.builds[0]?.why).toContain('these artifacts are missing: a-v1.4.0.tar.gz');
});

test('a build that does not end in time is cancelled at GitHub too', async () => {
  const timeouts = { queue: 60_000, build: 300, approval: 60_000 };
  const cascade = await startCascade(chain([repository('a', { build: recipe({ timeouts }) })]), {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/a' }] },
  });
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.builds[0]?.reason.code).toBe('build-timeout');
  await cascade.simulator.when(() => cascade.simulator.runs()[0]?.conclusion === 'cancelled');
});

test('a build for which no runner comes says so in time', async () => {
  const timeouts = { queue: 300, build: 60_000, approval: 60_000 };
  const retry = { ...QUICKLY, attempts: 1 };
  const cascade = await startCascade(chain([repository('a', { build: recipe({ timeouts, retry }) })]), { runners: 0 });
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.builds[0]?.reason.code).toBe('queue-timeout');
});
