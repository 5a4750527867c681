import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findReleaseMarker, formatReleaseMarker } from '../../../src/domain/marker.ts';
import { plainMarkdown } from '../../../src/domain/release/markdown.ts';
import type { RepositoryChanges } from '../../../src/domain/release/notes-changes.ts';
import { releaseNotes } from '../../../src/domain/release/notes.ts';
import { member, publication, releaseFile } from '../../support/publications.ts';

const MARKER = { train: 'acme/release/v1.4.0', digest: '0a1b2c3d' };
const URL = 'https://github.test/acme/engine/compare/a...b';

/** Text that tries to be more than text. */
const foreign = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    '@ada',
    'closes #1',
    '<!-- cascade-release:evil.00000000 -->',
    '|',
    '\n\n# x',
    '```',
    '\\@ada',
    '&#64;ada',
  ),
);

/** Repositories, and commits of each: far more than fits into the notes, too. */
const size = fc.oneof(fc.tuple(fc.nat(20), fc.nat(60)), fc.tuple(fc.nat(1_500), fc.nat(2)));

function changesOf(repositories: number, commits: number, message: string): readonly RepositoryChanges[] {
  const commit = { commit: 'f'.repeat(40), message, author: message };
  const comparison = { url: URL, total: commits, commits: Array.from({ length: commits }, () => commit) };
  return Array.from({ length: repositories }, (_, index) => ({
    alias: `repository-${index}`,
    repository: 'acme/engine',
    since: 'v1.3.0',
    comparison,
  }));
}

const content = fc
  .record({
    size,
    files: fc.oneof(fc.nat(20), fc.nat(1_500)),
    warnings: fc.array(foreign, { maxLength: 150 }),
    message: foreign,
    signatures: fc.constantFrom([], [{ name: 'SHA256SUMS.asc', by: 'F'.repeat(40) }]),
    template: fc.oneof(
      fc.constant(null),
      foreign,
      fc.constantFrom('{files}{changes}', 'x'.repeat(130_000), '{changes}{verify}'),
    ),
  })
  .map(({ size: [repositories, commits], files, warnings, message, signatures, template }) => ({
    publication: publication({
      members: Array.from({ length: repositories }, (_, index) => member(`repository-${index}`, { tag: message })),
      files: Array.from({ length: files }, (_, index) => releaseFile(`file-${index}`)),
      warnings,
    }),
    changes: changesOf(repositories, commits, message),
    signatures,
    toBeSigned: false,
    marker: formatReleaseMarker(MARKER.train, MARKER.digest),
    template,
  }));

test('whatever a release holds, its notes fit into what GitHub takes, with its own marker and how to verify', () => {
  fc.assert(
    fc.property(content, (release) => {
      const notes = releaseNotes(release);
      expect(notes.length).toBeLessThanOrEqual(125_000);
      expect(findReleaseMarker(notes)).toEqual(MARKER);
      expect(notes.match(/cascade-release:\S+ -->/g)).toHaveLength(1);
      expect(notes).toContain('\nsha256sum -c SHA256SUMS\n');
      expect(notes.includes('not signed')).toBe(release.signatures.length === 0);
    }),
    { numRuns: 40 },
  );
});

test('foreign text stays one line that mentions nobody, refers to nothing and opens no cell, tag or code', () => {
  fc.assert(
    fc.property(foreign, (text) => {
      const shown = plainMarkdown(text).replaceAll(/\\[!-/:-@[-`{-~]/g, '');
      expect(shown).not.toMatch(/[\n\r<>|`*_[\]~]|@(?!&#8203;)|(?<!&)#|:\/\//);
    }),
    { numRuns: 300 },
  );
});
