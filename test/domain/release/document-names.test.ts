import { expect, test } from 'vitest';
import { DOCUMENTS, isDocumentName, signatureName } from '../../../src/domain/release/document-names.ts';

test('documents and their signatures are of names that no other file may have', () => {
  expect(DOCUMENTS.flatMap((name) => [name, signatureName(name)]).filter((name) => !isDocumentName(name))).toEqual([]);
});

test.each(['engine', 'engine.asc', 'sha256sums', 'SHA256SUMS.asc.asc', 'manifest.json.txt'])(
  '%s is no document',
  (name) => {
    expect(isDocumentName(name)).toBe(false);
  },
);
