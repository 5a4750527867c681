import { expect, test } from 'vitest';
import { awaitedPushes } from '../../src/domain/awaited-push.ts';
import { checkPushTrigger } from '../../src/domain/check-push-trigger.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { PushPolicy } from '../../src/domain/push-policy.ts';
import { ANYTHING, NOTHING, type PatternFilter, type PushTrigger } from '../../src/domain/push-trigger.ts';
import { chain, repository } from '../support/chains.ts';

function check(
  trigger: Partial<PushTrigger>,
  policy: Partial<PushPolicy> = {},
  { branch = 'main', lines = [] }: { readonly branch?: string; readonly lines?: readonly string[] } = {},
): readonly Finding[] {
  const { push, ...engine } = repository('engine');
  const acme = chain([{ ...engine, push: { ...push, workflows: ['ci.yml'], ...policy } }]);
  const watching = { ...acme, triggers: { ...acme.triggers, pushBranches: lines } };
  const started = { branches: ANYTHING, paths: ANYTHING, ...trigger };
  return awaitedPushes([watching]).flatMap((awaited) => checkPushTrigger('ci.yml', started, branch, awaited));
}

function only(...patterns: readonly string[]): PatternFilter {
  return { only: patterns, without: [] };
}

function without(...patterns: readonly string[]): PatternFilter {
  return { only: ['**'], without: patterns };
}

test.for<readonly [string, PatternFilter, Partial<PushPolicy>]>([
  ['the file has no filter, whatever the chain leaves out', ANYTHING, { paths: ['src/**'], ignoredPaths: ['docs/**'] }],
  ['both ignore the same', without('docs/**', '**.md'), { ignoredPaths: ['**/*.md', 'docs/**'] }],
  ['the chain ignores more', without('docs/*.md'), { ignoredPaths: ['docs/**', 'tools/**'] }],
  ['the chain counts nothing of what the file ignores', without('docs/**'), { paths: ['src/**'] }],
  ['both name the same paths', only('src/**', 'Cargo.toml'), { paths: ['Cargo.toml', 'src/**'] }],
  ['the chain counts less', only('src/**'), { paths: ['src/*.rs'] }],
])('nothing is said where %s', ([, paths, policy]) => {
  expect(check({ paths }, policy)).toEqual([]);
});

test('what only the file ignores is told with what to write, also what was there before', () => {
  expect(check({ paths: without('docs/**', '**/*.md') }, { ignoredPaths: ['docs/**', 'tools/**'] })).toEqual([
    {
      check: 'pushes',
      verdict: 'doubtful',
      message:
        "a push that changes only **/*.md doesn't start ci.yml, but counts for engine in chain acme: Cascade waits for an actions run of it that never comes",
      advice: "In cascade.yml write `ignored_paths: ['docs/**', 'tools/**', '**/*.md']` under `on_push:` of engine.",
    },
  ]);
});

test.for<readonly [string, Partial<PushPolicy>]>([
  ['all paths', {}],
  ['more paths', { paths: ['src/**', 'docs/**'] }],
])('a file that starts by some paths alone is told where the chain counts %s', ([, policy]) => {
  expect(check({ paths: only('src/**', "it's.toml") }, policy)).toMatchObject([
    {
      verdict: 'doubtful',
      message: expect.stringContaining("changes none of src/**, it's.toml doesn't start ci.yml") as string,
      advice:
        "In cascade.yml write `paths: ['src/**', 'it''s.toml']` under `on_push:` of engine, as under `on: push:` of ci.yml.",
    },
  ]);
});

test.for<readonly [string, PatternFilter]>([
  ['others start it', only('develop', 'release/**')],
  ['it is left out', without('ma*')],
  ['none does', NOTHING],
])('a branch that is watched and starts nothing is told, and no more: %s', ([, branches]) => {
  expect(check({ branches, paths: only('src/**') })).toMatchObject([
    {
      verdict: 'doubtful',
      message: expect.stringContaining('no push to main starts ci.yml, and chain acme watches that branch') as string,
      advice: expect.not.stringContaining('push_branches') as string,
    },
  ]);
});

test('a branch that starts it is in order, and a line could be taken out of the chain', () => {
  const branches = only('main', 'feature/*');
  expect(check({ branches }, {}, { branch: 'feature/x', lines: ['feature/x'] })).toEqual([]);
  expect(check({ branches }, {}, { branch: 'develop', lines: ['develop'] })).toMatchObject([
    { advice: expect.stringContaining('or take develop out of `push_branches:`') as string },
  ]);
});
