import { expect, test } from 'vitest';
import { checkSigning } from '../../src/domain/check-signing.ts';
import { chain, repository } from '../support/chains.ts';

const acme = chain([repository('engine')]);

test('a chain that publishes nothing needs no key', () => {
  expect(checkSigning({ ...acme, release: null }, false)).toEqual([]);
});

test('a missing key is wrong where unsigned releases are refused, and doubtful elsewhere', () => {
  const verdict = (unsigned: 'refuse' | 'warn', hasKey: boolean) => {
    if (acme.release === null) throw new Error('The chain should publish releases');
    const release = { ...acme.release, signing: { ...acme.release.signing, unsigned } };
    return checkSigning({ ...acme, release }, hasKey).map((finding) => finding.verdict);
  };
  expect([verdict('refuse', false), verdict('warn', false), verdict('refuse', true)]).toEqual([
    ['wrong'],
    ['doubtful'],
    ['fine'],
  ]);
});
