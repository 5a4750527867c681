import { expect, test } from 'vitest';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

test.each([true, false])('whether releases are immutable is told: %s', async (immutableReleases) => {
  await using gitHub = await simulated({ repositories: [{ ...LIBRARY, immutableReleases, workflows: [] }] });
  expect(await gitHub.github.immutableReleases(LIBRARY)).toBe(immutableReleases);
});

test('a setting that the token may not see is null', async () => {
  await using server = await serve(always(403, {}, { message: 'Resource not accessible by personal access token' }));
  expect(await unpaced(server.url).immutableReleases(LIBRARY)).toBeNull();
});

test('a setting that nobody answered for is an error, not a guess', async () => {
  await using server = await serve(always(502, {}, {}));
  await expect(unpaced(server.url).immutableReleases(LIBRARY)).rejects.toMatchObject({ kind: 'unavailable' });
});
