import { expect, test } from 'vitest';
import { withGitHubFailures } from '../../src/activities/failures.ts';
import { always, serve } from '../github/support/loopback.ts';
import { TOKEN, unpaced } from '../github/support/simulated.ts';
import { perform } from './support/one-try.ts';
import { activitiesAt, startStage } from './support/stage.ts';

const RUN = { owner: 'acme', name: 'core', id: 7, attempt: 1, url: '' };

test.each([
  [400, 'Problems parsing JSON'],
  [401, 'has not expired'],
  [403, 'Actions: write'],
  [422, 'Validation Failed'],
])('a %i will stay as it is, so nothing is tried again, and the message says what to check', async (status, text) => {
  await using server = await serve(always(status, {}, { message: text }));
  const { cancelActionsRun } = await activitiesAt(server.url);
  await expect(perform(cancelActionsRun, RUN)).rejects.toMatchObject({
    type: 'GitHubRefused',
    nonRetryable: true,
    message: expect.stringContaining(text) as string,
  });
});

test.each([
  ['a 502', () => serve(always(502, {}, 'Bad gateway'))],
  ['a reset', () => serve((request) => request.socket.resetAndDestroy())],
  ['silence', () => serve(() => undefined)],
])('%s passes, so it is tried again', async (_, start) => {
  await using server = await start();
  const { cancelActionsRun } = await activitiesAt(server.url, { github: unpaced(server.url, { timeout: 100 }) });
  await expect(perform(cancelActionsRun, RUN)).rejects.toMatchObject({
    type: 'GitHubUnavailable',
    nonRetryable: false,
  });
});

test("a spent rate limit is waited for by the engine until GitHub resets it, and is nobody's fault", async () => {
  const { simulator, activities } = await startStage(undefined, { rateLimit: 0 });
  const before = Date.now();
  const failure: unknown = await perform(activities.cancelActionsRun, RUN).catch((error: unknown) => error);
  const after = Date.now();
  const { headers } = await fetch(`${simulator.url}/user`, { headers: { authorization: `Bearer ${TOKEN}` } });
  const reset = Number(headers.get('x-ratelimit-reset')) * 1000;
  expect(failure).toMatchObject({ type: 'GitHubRateLimited', category: 'BENIGN', nonRetryable: false });
  const { nextRetryDelay } = failure as { readonly nextRetryDelay: number };
  expect(after + nextRetryDelay).toBeGreaterThan(reset);
  expect(before + nextRetryDelay).toBeLessThanOrEqual(reset + 1000);
});

test('a rate limit that is over by now is not asked about in a tight circle', async () => {
  await using server = await serve(always(429, { 'retry-after': '0' }, { message: 'Slow down' }));
  const { cancelActionsRun } = await activitiesAt(server.url);
  await expect(perform(cancelActionsRun, RUN)).rejects.toMatchObject({
    type: 'GitHubRateLimited',
    nextRetryDelay: 1000,
  });
});

test('what is no matter of GitHub stays as it is', async () => {
  const error = new Error('the disk is full');
  await expect(withGitHubFailures(() => Promise.reject(error))).rejects.toBe(error);
});
