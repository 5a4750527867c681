import { hash } from 'node:crypto';
import { composeDocuments } from '../../src/artifacts/documents/compose.ts';
import type { Publication } from '../../src/domain/release/publication.ts';
import { publication, releaseFile } from './publications.ts';

/** All files of a release by name, as it is published: those given, and its documents. Unsigned. */
export function wholeRelease(
  contents: Readonly<Record<string, string>>,
  differences: Partial<Publication> = {},
): Map<string, string> {
  const files = Object.entries(contents).map(([name, content]) =>
    releaseFile(name, { size: Buffer.byteLength(content), sha256: hash('sha256', content) }),
  );
  const documents = composeDocuments(publication({ files, checks: [], ...differences }));
  return new Map([...Object.entries(contents), ...documents.map(({ name, text }) => [name, text] as const)]);
}
