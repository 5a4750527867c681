import { expect, test } from 'vitest';
import { pathMatcher } from '../../src/domain/glob.ts';
import { covers, mayMeet } from '../../src/domain/pattern-cover.ts';

test.for([
  ['docs/**', 'docs/**', true],
  ['docs/**', 'docs/*.md', true],
  ['docs/**', 'docs/old/**', true],
  ['docs/*', 'docs/**', false],
  ['**', '*.md', true],
  ['*', '**', false],
  ['**.md', '**/*.md', true],
  ['**/*.md', '**.md', true],
  ['*.md', '**.md', false],
  ['*/**/*.md', '**/*.md', false],
  ['README.md', '*.md', false],
  ['*.md', 'README.md', true],
] as const)('%s has all of %s: %s', ([wide, narrow, has]) => {
  expect(covers([wide], narrow)).toBe(has);
});

test('one of several patterns is enough, and none has nothing', () => {
  expect(covers(['src/**', 'docs/**'], 'docs/*.md')).toBe(true);
  expect(covers([], 'docs/*.md')).toBe(false);
});

test('of patterns of up to two names one covers another exactly where no path tells them apart', () => {
  const paths = joined(['a', 'b', 'ab', 'ba'], 4);
  const patterns = joined(['a', '*', '**', 'a*', '**a'], 2);
  const fits = new Map(patterns.map((pattern) => [pattern, new Set(paths.filter(pathMatcher([pattern])))]));
  for (const [wide, all] of fits) {
    const within = [...fits].filter(([, some]) => [...some].every((path) => all.has(path)));
    expect(patterns.filter((narrow) => covers([wide], narrow))).toEqual(within.map(([narrow]) => narrow));
  }
});

test.for([
  ['src/**', 'docs/**', false],
  ['src/**', 'src/docs/**', true],
  ['src/**', '*.md', true],
  ['README.md', 'LICENSE', false],
] as const)('%s and %s may meet: %s', ([one, other, may]) => {
  expect([mayMeet(one, other), mayMeet(other, one)]).toEqual([may, may]);
});

/** All of these names, and all paths of them down to that depth. */
function joined(names: readonly string[], depth: number): readonly string[] {
  if (depth === 1) return names;
  return [...names, ...joined(names, depth - 1).flatMap((rest) => names.map((name) => `${name}/${rest}`))];
}
