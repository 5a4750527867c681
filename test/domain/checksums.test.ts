import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSha256Sums, parseSha256Sums } from '../../src/domain/checksums.ts';

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const ZEROS = '0'.repeat(64);
const named = (...names: string[]) => names.map((name) => ({ name, sha256: sha256(name) }));

test('sha256sum accepts the text, whatever the names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'checksums-'));
  try {
    const names = ['a.tar.gz', 'B.zip', 'with space', 'back\\slash', 'new\nline', 'ünï', '\u{1F682}', '*star', ' lead'];
    for (const name of names) writeFileSync(join(folder, name), name);
    writeFileSync(join(folder, 'SHA256SUMS'), formatSha256Sums(named(...names)));
    const output = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
    expect(output.trim().split('\n')).toHaveLength(names.length);
    expect(parseSha256Sums(execFileSync('sha256sum', names, { cwd: folder, encoding: 'utf8' }))).toEqual({
      checksums: named(...names),
      malformed: [],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('names are sorted by their bytes, not by a language', () => {
  const text = formatSha256Sums(named('b', 'a', 'Z', 'ab', '_', '\u{1F682}', '\uFF5E', 'a.'));
  const order = parseSha256Sums(text).checksums.map(({ name }) => name);
  expect(order).toEqual(['Z', '_', 'a', 'a.', 'ab', 'b', '\uFF5E', '\u{1F682}']);
});

test('any set of names comes back, in the order of its bytes', () => {
  const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }));
  fc.assert(
    fc.property(names, (unsorted) => {
      const sorted = unsorted.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(parseSha256Sums(formatSha256Sums(named(...unsorted)))).toEqual({
        checksums: named(...sorted),
        malformed: [],
      });
    }),
  );
});

test('no files make an empty text', () => {
  expect(formatSha256Sums([])).toBe('');
  expect(parseSha256Sums('')).toEqual({ checksums: [], malformed: [] });
});

test('files that builds make are read: binary marker, paths, capitals, other line ends', () => {
  const text = `${ZEROS} *dist/a.zip\r\n\r\n${'A'.repeat(64)}  ./b c.zip`;
  expect(parseSha256Sums(text)).toEqual({
    checksums: [
      { name: 'dist/a.zip', sha256: ZEROS },
      { name: './b c.zip', sha256: 'a'.repeat(64) },
    ],
    malformed: [],
  });
});

test.each(['not a checksum', `${ZEROS} one-space`, `${ZEROS.slice(1)}  short`, `${ZEROS}  `])(
  'a line that is no checksum is told with its number: %s',
  (line) => {
    expect(parseSha256Sums(`${ZEROS}  a\n${line}\n`)).toEqual({
      checksums: [{ name: 'a', sha256: ZEROS }],
      malformed: [{ line: 2, text: line }],
    });
  },
);
