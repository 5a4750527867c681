import { hash } from 'node:crypto';
import { formatSha256Sums } from '../../domain/checksums.ts';
import { BILL_OF_MATERIALS, MANIFEST, PROVENANCE, SHA256SUMS } from '../../domain/release/document-names.ts';
import { manifestOf } from '../../domain/release/manifest.ts';
import { provenanceOf } from '../../domain/release/provenance.ts';
import type { Publication } from '../../domain/release/publication.ts';
import { billOfMaterials } from './bill-of-materials.ts';

/** A text that Cascade publishes with the files. */
export interface ReleaseDocument {
  readonly name: string;
  readonly text: string;
}

/** The documents of a release in the order of upload; the last, `SHA256SUMS`, covers the files and the other documents. */
export function composeDocuments(publication: Publication): readonly ReleaseDocument[] {
  const told = [
    { name: MANIFEST, text: json(manifestOf(publication)) },
    { name: BILL_OF_MATERIALS, text: billOfMaterials(publication) },
    { name: PROVENANCE, text: json(provenanceOf(publication)) },
  ];
  const checksums = told.map(({ name, text }) => ({ name, sha256: hash('sha256', text) }));
  return [...told, { name: SHA256SUMS, text: formatSha256Sums([...publication.files, ...checksums]) }];
}

function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
