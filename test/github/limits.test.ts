import { expect, test } from 'vitest';
import { asApp, NEEDED, simulatedApp } from './support/app.ts';
import { always, serve } from './support/loopback.ts';
import { RELEASE } from './support/release.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

const request = { ...LIBRARY, type: 'repository_dispatch' as const, eventType: 'upstream', payload: {} };
const soon = () => Date.now() + 10_000;

test('what is left of the hour is known from the last answer, whatever it was', async () => {
  await using gitHub = await simulated({ rateLimit: 10 });
  expect(gitHub.github.budget('acme')).toBeNull();
  await gitHub.github.commit(LIBRARY, 'main');
  expect(gitHub.github.budget('acme')).toMatchObject({ limit: 10, remaining: 9 });
  await gitHub.github.run(LIBRARY, 1);
  await gitHub.github.dispatch(request, soon());
  const budget = gitHub.github.budget('acme');
  expect(budget).toMatchObject({ limit: 10, remaining: 7 });
  expect(budget?.resetAt).toBeGreaterThan(Date.now());
  expect(budget?.resetAt).toBeLessThan(Date.now() + 3_700_000);
});

test('after a primary limit nothing is asked until the hour is over: every call is told when', async () => {
  await using gitHub = await simulated({ rateLimit: 1 });
  await gitHub.github.commit(LIBRARY, 'main');
  const resetAt = gitHub.github.budget('acme')?.resetAt ?? NaN;
  const refused = await gitHub.github.dispatch(request, soon());
  expect(refused).toMatchObject({ type: 'rate-limited' });
  expect((refused as { notBefore: number }).notBefore).toBeGreaterThanOrEqual(resetAt);
  expect(await gitHub.github.dispatch(request, soon())).toEqual(refused);
  await expect(gitHub.github.commit(LIBRARY, 'main')).rejects.toMatchObject({
    kind: 'rate-limited',
    status: null,
    retryAt: (refused as { notBefore: number }).notBefore,
  });
  expect(gitHub.simulator.requests()).toHaveLength(2);
});

test.each(['primary', 'secondary', 'retry-after'] as const)(
  'a %s limit that a read meets holds the next dispatch back',
  async (as) => {
    await using gitHub = await simulated({
      faults: [{ operation: 'repos/get-commit', effect: { kind: 'rate-limit', as, seconds: 90 } }],
    });
    await expect(gitHub.github.commit(LIBRARY, 'main')).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(await gitHub.github.dispatch(request, soon())).toMatchObject({ type: 'rate-limited' });
    expect(gitHub.simulator.requests()).toHaveLength(1);
  },
);

test('when the limit is over, calls go through again', async () => {
  let limited = true;
  await using server = await serve((incoming, response) => {
    const retry = always(429, { 'retry-after': '1' }, { message: 'Too many requests' });
    (limited ? retry : always(200, {}, RELEASE))(incoming, response);
    limited = false;
  });
  const github = unpaced(server.url);
  await expect(github.release(LIBRARY, 1)).rejects.toMatchObject({ kind: 'rate-limited' });
  await expect.poll(() => github.release(LIBRARY, 1).catch(() => null), { timeout: 5000 }).toMatchObject({ id: 1 });
  expect(server.received).toHaveLength(2);
});

test('a 429 that only a proxy can have sent holds nothing back', async () => {
  let first = true;
  await using server = await serve((incoming, response) => {
    const proxy = always(429, { 'content-type': 'text/html' }, '<h1>Too many requests</h1>');
    (first ? proxy : always(200, {}, RELEASE))(incoming, response);
    first = false;
  });
  const github = unpaced(server.url);
  await expect(github.release(LIBRARY, 1)).rejects.toMatchObject({ kind: 'unavailable' });
  expect(await github.release(LIBRARY, 1)).toMatchObject({ id: 1 });
});

test('one installation at its limit does not hold another back, and each has a budget of its own', async () => {
  const installations = ['acme', 'other'].map((account, index) => ({ id: 70 + index, account, permissions: NEEDED }));
  const repository = { ...LIBRARY, workflows: [] };
  const other = { ...LIBRARY, owner: 'other' };
  await using gitHub = await simulatedApp(
    { installations },
    { rateLimit: 4, repositories: [repository, { ...repository, owner: 'other' }] },
  );
  for (let read = 0; read < 4; read += 1) await gitHub.github.commit(LIBRARY, 'main');
  await expect(gitHub.github.commit(LIBRARY, 'main')).rejects.toMatchObject({ kind: 'rate-limited' });
  expect(await gitHub.github.commit(other, 'main')).not.toBeNull();
  expect(gitHub.github.budget('ACME')).toMatchObject({ remaining: 0 });
  expect(gitHub.github.budget('other')).toMatchObject({ remaining: 3 });
  expect(asApp(gitHub.simulator.url).budget('acme')).toBeNull();
});
