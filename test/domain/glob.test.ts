import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathMatcher } from '../../src/domain/glob.ts';

describe('patterns of paths', () => {
  it.each([
    ['README.md', 'README.md', true],
    ['README.md', 'docs/README.md', false],
    ['README.md', 'READMExmd', false],
    ['*.md', 'README.md', true],
    ['*.md', 'docs/README.md', false],
    ['docs/*', 'docs/a.md', true],
    ['docs/*', 'docs/a/b.md', false],
    ['docs/**', 'docs/a/b.md', true],
    ['docs/**', 'docs', false],
    ['docs/**', 'docsy/a', false],
    ['**/*.md', 'README.md', true],
    ['**/*.md', 'a/b/README.md', true],
    ['**/*.md', 'a/b/README.txt', false],
    ['**/docs/*', 'mydocs/a', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'a/xb', false],
    ['**.js', 'a/b/c.js', true],
    ['a**/b', 'ax/y/b', true],
    ['**', 'any/thing\nat all', true],
    ['a+(b)[c]{d}|^$.?', 'a+(b)[c]{d}|^$.?', true],
    ['', 'a', false],
  ])('"%s" and "%s": %s', (pattern, path, fits) => {
    expect(pathMatcher([pattern])(path)).toBe(fits);
  });

  it('fit where one of them does, and none fits nothing', () => {
    expect(pathMatcher(['a', 'b'])('b')).toBe(true);
    expect(pathMatcher([])('b')).toBe(false);
  });

  it('fit the path that they spell, and everything below where they end in two stars', () => {
    const segment = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[*/]/.test(text));
    const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join('/'));
    fc.assert(
      fc.property(path, path, (folder, below) => {
        expect(pathMatcher([folder])(folder)).toBe(true);
        expect(pathMatcher([`${folder}/**`])(`${folder}/${below}`)).toBe(true);
        expect(pathMatcher([`**/${below}`])(`${folder}/${below}`)).toBe(true);
      }),
    );
  });
});
