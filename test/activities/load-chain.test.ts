import { expect, test } from 'vitest';
import { loadChain } from '../../src/activities/load-chain.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { G1, G2, releaseTarget } from '../support/chains.ts';
import { perform } from './support/one-try.ts';

const loading = (name: string, chains: readonly Chain[]) =>
  perform(loadChain({ loadChains: () => Promise.resolve(chains), timings: DEFAULT_TIMINGS }), name);

test('a train gets its chain as it is configured now, with the durations of this worker', async () => {
  expect(await loading(G2.name, [G1, G2])).toEqual({ chain: G2, timings: DEFAULT_TIMINGS });
});

test('a configuration that is not in order fails with its problems, and is read again: it may be mended', async () => {
  const loadChains = () => Promise.reject(new Error('cascade.yml:3: "needs" names nobody'));
  const load = loadChain({ loadChains, timings: DEFAULT_TIMINGS });
  await expect(perform(load, G1.name)).rejects.toThrow('cascade.yml:3: "needs" names nobody');
});

test.each([
  [[G1, G2], 'The worker knows btcdecoded-g1, btcdecoded-g2'],
  [[], 'The worker knows none'],
])('a chain that is not configured is refused, and those that are get named', async (chains, known) => {
  await expect(loading('nowhere', chains)).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining(`There is no chain "nowhere". ${known}`) as string,
  });
});

test('a configuration that history could not hold is refused by its bytes, not its characters', async () => {
  const title = 'ü'.repeat(750_000);
  const big: Chain = { ...G1, release: releaseTarget({ title }) };
  await expect(loading(G1.name, [big])).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining('1500000 is the limit') as string,
  });
});
