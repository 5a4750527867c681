import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { always, choosing, serve } from './support/loopback.ts';
import { LIBRARY, unpaced } from './support/simulated.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Collects until whatever is called for what was collected has been called, too. */
async function afterGarbage<T>(kept: T): Promise<T> {
  const finalized: string[] = [];
  const registry = new FinalizationRegistry((name: string) => finalized.push(name));
  const forget = () => {
    registry.register({}, 'forgotten');
  };
  forget();
  while (finalized.length === 0) {
    // Objects that a finished turn still refers to are not collected before the next.
    await pause(1);
    collectGarbage();
  }
  await pause(1);
  return kept;
}

test.each([
  [
    'with a store',
    choosing(({ url }) => (url === '/blob' ? always(200, {}, 'content') : always(302, { location: '/blob' }, ''))),
  ],
  ['without a store', always(200, { 'content-type': 'application/octet-stream' }, 'content')],
])('a download %s that nobody reads at once is whole when it is read', async (_, handler) => {
  await using server = await serve(handler);
  const content = await afterGarbage(await unpaced(server.url).downloadAsset(LIBRARY, 1, new AbortController().signal));
  expect(await new Response(content).text()).toBe('content');
});
