import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { always, serve } from '../github/support/loopback.ts';
import { perform } from './support/one-try.ts';
import { activitiesAt } from './support/stage.ts';

const FAR = Date.UTC(2100, 0, 1);

test('a package is published where its address answers 200, behind redirects too, and nothing of ours is sent there', async () => {
  await using server = await serve((request, response) => {
    if (request.url === '/moved') response.writeHead(307, { location: '/there' });
    response.end();
  });
  const { checkPublished } = await activitiesAt(server.url);
  expect(await perform(checkPublished, `${server.url}/moved`)).toBe(true);
  expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /moved', 'GET /there']);
  for (const { headers } of server.received) {
    expect(headers).toMatchObject({ 'user-agent': 'cascade' });
    expect(headers).not.toHaveProperty('authorization');
  }
});

test.each([404, 401, 403, 410])('an address that answers %d shows no package', async (status) => {
  await using server = await serve(always(status, {}, ''));
  const { checkPublished } = await activitiesAt(server.url);
  expect(await perform(checkPublished, server.url)).toBe(false);
});

test.each([500, 503, 429])('a registry that answers %d does not know, and is asked again', async (status) => {
  await using server = await serve(always(status, {}, ''));
  const { checkPublished, watchPublished } = await activitiesAt(server.url);
  const message = `${server.url} answers ${status}`;
  await expect(perform(checkPublished, server.url)).rejects.toMatchObject({ message, nonRetryable: false });
  await expect(perform(watchPublished, { address: server.url, until: FAR })).rejects.toMatchObject({
    message,
    nonRetryable: false,
  });
});

test('a registry that is not there is asked again, and the reason names it', async () => {
  const server = await serve(always(200, {}, ''));
  await server[Symbol.asyncDispose]();
  const { checkPublished } = await activitiesAt(server.url);
  await expect(perform(checkPublished, server.url)).rejects.toMatchObject({
    type: 'RegistryUnavailable',
    message: expect.stringMatching(/^http.* cannot be asked: .*ECONNREFUSED/) as string,
  });
});

test('a registry that never answers is given up before the engine gives the try up', async () => {
  await using server = await serve(() => undefined);
  const { checkPublished } = await activitiesAt(server.url, { timings: { ...DEFAULT_TIMINGS, call: 100 } });
  await expect(perform(checkPublished, server.url)).rejects.toMatchObject({ type: 'RegistryUnavailable' });
});

test('a package that does not show yet is waited for, and what keeps it from showing is said', async () => {
  await using server = await serve(always(403, {}, ''));
  const { watchPublished } = await activitiesAt(server.url);
  await expect(perform(watchPublished, { address: server.url, until: FAR })).rejects.toMatchObject({
    type: 'NotYet',
    message: `${server.url} answers 403; it must be readable without signing in`,
  });
});

test('a package that does not show in time ends the wait, with what the registry answered last', async () => {
  await using server = await serve(always(404, {}, ''));
  const { watchPublished } = await activitiesAt(server.url);
  await expect(perform(watchPublished, { address: server.url, until: Date.now() })).rejects.toMatchObject({
    nonRetryable: true,
    message: `the actions run succeeded, but the package does not show in time: ${server.url} answers 404`,
  });
});

test('a package that shows ends the wait, also where it is late', async () => {
  await using server = await serve(always(200, {}, ''));
  const { watchPublished } = await activitiesAt(server.url);
  await expect(perform(watchPublished, { address: server.url, until: 0 })).resolves.toBeUndefined();
});
