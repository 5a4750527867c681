import { expect, test } from 'vitest';
import type { GitHubOptions } from '../../src/github/github.ts';
import { makeWriteTurns } from '../../src/github/write-turns.ts';
import { asApp, NEEDED, simulatedApp } from './support/app.ts';
import { always, serve } from './support/loopback.ts';
import { CONTENT, RELEASE } from './support/release.ts';
import { LIBRARY, unpaced } from './support/simulated.ts';

const request = { ...LIBRARY, type: 'repository_dispatch' as const, eventType: 'go', payload: {} };
const soon = () => Date.now() + 10_000;
const pacing = (writeSpacing: number, releaseSpacing = 0): Partial<GitHubOptions> => ({
  pacing: { writeSpacing, releaseSpacing, retryBackoff: 0 },
});

test('a dispatch keeps its distance from other writes', async () => {
  await using server = await serve(always(200, {}, RELEASE));
  const github = unpaced(server.url, pacing(150));
  const startedAt = performance.now();
  await Promise.all([github.publish(LIBRARY, 1, CONTENT), github.dispatch(request, soon())]);
  // Measured from the start: the first may take any time to arrive.
  expect(server.received[1]?.at).toBeGreaterThan(startedAt + 145);
});

test('what would wait long is not queued: it is told when its turn is, each a time of its own', async () => {
  await using server = await serve(always(200, {}, RELEASE));
  const github = unpaced(server.url, pacing(60_000));
  const before = Date.now();
  await github.deleteAsset(LIBRARY, 1);
  const answer = await github.dispatch(request, soon());
  if (answer.type !== 'rate-limited') throw new Error(`it was ${answer.type}`);
  expect(answer.notBefore).toBeGreaterThan(before + 59_000);
  expect(answer.notBefore).toBeLessThanOrEqual(Date.now() + 60_000);
  const failure: unknown = await github.publish(LIBRARY, 1, CONTENT).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'rate-limited', status: null });
  expect((failure as { retryAt: number }).retryAt - answer.notBefore).toBeGreaterThan(59_000);
  expect(server.received).toHaveLength(1);
});

test('releases keep a longer distance from each other than other writes', async () => {
  await using server = await serve(always(201, {}, RELEASE));
  const github = unpaced(server.url, pacing(0, 60_000));
  await github.createDraft(LIBRARY, CONTENT);
  await github.publish(LIBRARY, 1, CONTENT);
  await expect(github.createDraft(LIBRARY, CONTENT)).rejects.toMatchObject({ kind: 'rate-limited' });
});

test('reads pass however long writes would wait', async () => {
  await using server = await serve(always(200, {}, RELEASE));
  const github = unpaced(server.url, pacing(60_000));
  await github.publish(LIBRARY, 1, CONTENT);
  expect(await github.release(LIBRARY, 1)).toMatchObject({ id: 1 });
});

test('nothing leaves after its deadline, also where it waited for its turn until then', async () => {
  await using server = await serve(always(200, {}, RELEASE));
  const github = unpaced(server.url, pacing(300));
  await github.publish(LIBRARY, 1, CONTENT);
  expect(await github.dispatch(request, Date.now() + 50)).toMatchObject({ type: 'not-sent' });
  expect(server.received).toHaveLength(1);
});

test('the writes of one installation do not slow those of another', async () => {
  const installations = ['acme', 'other'].map((account, index) => ({ id: 70 + index, account, permissions: NEEDED }));
  const repository = { ...LIBRARY, workflows: [] };
  await using gitHub = await simulatedApp(
    { installations },
    { repositories: [repository, { ...repository, owner: 'other' }] },
  );
  const github = asApp(gitHub.simulator.url, pacing(60_000));
  expect(await github.dispatch(request, soon())).toEqual({ type: 'accepted' });
  expect(await github.dispatch({ ...request, owner: 'other' }, soon())).toEqual({ type: 'accepted' });
  expect(await github.dispatch(request, soon())).toMatchObject({ type: 'rate-limited' });
});

test('turns follow each other at the spacing', async () => {
  const turns = makeWriteTurns({ write: 20, release: 0 });
  const startedAt = performance.now();
  for (let write = 0; write < 5; write += 1) await turns.take('write');
  expect(performance.now() - startedAt).toBeGreaterThan(75);
});
