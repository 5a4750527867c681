import { expect, test } from 'vitest';
import { mergeRendered } from '../../../src/domain/fleet/merge-rendered.ts';
import { BUILD, CI, generated, rendered } from '../../fleet/support/synced.ts';

const [CHECK, MAKE] = [generated(CI, 'ci'), generated(BUILD, 'build')];

test('a repository that is in fleets twice is there once, with all of its files, chains and exceptions', () => {
  const one = rendered([CHECK], { branch: 'develop', owned: [CI] });
  const other = rendered([CHECK, MAKE], { owner: 'Acme', chains: ['other'], owned: [BUILD] });
  expect(mergeRendered([one, other])).toEqual({
    ok: true,
    repositories: [{ ...one, chains: ['acme', 'other'], owned: [CI, BUILD], files: [CHECK, MAKE] }],
  });
});

test('it can’t have one file in two ways, nor lie on two branches', () => {
  const clash = { ok: false, clash: expect.stringContaining(`each time ${CI} is to be another`) as string };
  expect(mergeRendered([rendered([CHECK]), rendered([generated(CI, 'mine')])])).toEqual(clash);
  const branches = ['develop', 'stable'].map((branch) => rendered([], { branch }));
  expect(mergeRendered(branches)).toEqual({
    ok: false,
    clash: 'acme/engine is in the fleet twice, on develop and on stable: choose one.',
  });
});
