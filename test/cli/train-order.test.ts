import { expect, test } from 'vitest';
import { makeOrder } from '../../src/cli/train-order.ts';
import type { Lock } from '../../src/domain/release/lock.ts';
import { chainOf } from '../support/chains.ts';

const COMMIT = '3f2a91c0000000000000000000000000000000aa';
const CHAIN = chainOf([['engine', []]], { parameters: [{ name: 'platform', values: ['linux', 'windows'] }] });
const LOCK: Lock = {
  chain: 'acme',
  released: { kind: 'release', version: 'v1.4.0' },
  parameters: { platform: ['linux'] },
  repositories: { engine: { repository: 'acme/engine', ref: 'v1.4.0', commit: COMMIT } },
};

/** What a release from a lock asks for. */
function asked(lock: Lock, parameters: Readonly<Record<string, readonly string[]>> = {}) {
  const { request } = makeOrder(CHAIN, {
    kind: 'release',
    version: 'v1.4.1',
    parameters,
    refs: {},
    lock,
    dryRun: false,
  });
  return { version: 'version' in request ? request.version : null, parameters: request.parameters };
}

test('a release from a lock repeats its parameters, and has a version of its own', () => {
  expect(asked(LOCK)).toEqual({ version: 'v1.4.1', parameters: { platform: ['linux'] } });
});

test('what is asked for is stronger than the lock, and one without parameters leaves all values', () => {
  expect(asked(LOCK, { platform: ['windows'] }).parameters).toEqual({ platform: ['windows'] });
  expect(asked({ ...LOCK, parameters: null }).parameters).toEqual({ platform: ['linux', 'windows'] });
});

test('a parameter that the chain has no more is refused', () => {
  expect(() => asked({ ...LOCK, parameters: { arch: ['arm'] } })).toThrow('has no parameter "arch"');
});
