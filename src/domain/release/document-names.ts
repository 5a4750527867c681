/** The release as data: every repository, commit, actions run and file. */
export const MANIFEST = 'manifest.json';
/** The same as CycloneDX knows it. */
export const BILL_OF_MATERIALS = 'bom.cdx.json';
/** The same as an in-toto statement with SLSA provenance. */
export const PROVENANCE = 'provenance.intoto.json';
/** The checksums of everything above, and of all files. */
export const SHA256SUMS = 'SHA256SUMS';

/** What Cascade itself publishes with every release, in the order of upload. */
export const DOCUMENTS = [MANIFEST, BILL_OF_MATERIALS, PROVENANCE, SHA256SUMS] as const;

/** What is signed: the checksums cover every file, and the manifest says what they are. */
export const SIGNED = [MANIFEST, SHA256SUMS] as const;

/** The name of the detached signature of a document. */
export function signatureName(document: string): string {
  return `${document}.asc`;
}

/** The name of the signature of one of the people who sign the checksums, by the fingerprint of the key in hex. */
export function personsSignatureName(fingerprint: string): string {
  return `${SHA256SUMS}.${fingerprint.slice(-16)}.asc`;
}

const PERSONS_SIGNATURE = /^SHA256SUMS\.[0-9A-F]{16}\.asc$/;

/** The document that a signature of that name is over; `null` for a file that is no signature of ours. */
export function signedDocument(name: string): string | null {
  if (PERSONS_SIGNATURE.test(name)) return SHA256SUMS;
  return SIGNED.find((document) => name === signatureName(document)) ?? null;
}

/** Whether only Cascade may publish a file of that name: a document or the signature of one. */
export function isDocumentName(name: string): boolean {
  return (
    signedDocument(name) !== null || DOCUMENTS.some((document) => name === document || name === signatureName(document))
  );
}
