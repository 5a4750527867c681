import { readFile } from 'node:fs/promises';
import { composeDocuments } from '../artifacts/documents/compose.ts';
import { verifySignature } from '../artifacts/verify-signature.ts';
import { SHA256SUMS } from '../domain/release/document-names.ts';
import type { Publication } from '../domain/release/publication.ts';
import { refused } from './failures.ts';

export interface CheckSignatureInput {
  readonly publication: Publication;
  /** Armoured and detached, over the checksums. */
  readonly text: string;
  /** Paths of files with armoured public keys. */
  readonly keys: readonly string[];
}

/** Says by whom of the chain's people the checksums of the release are signed here, and what is wrong with the rest. */
export function checkSignature() {
  return async function checkSignature({ publication, text, keys }: CheckSignatureInput) {
    const checksums = composeDocuments(publication).find(({ name }) => name === SHA256SUMS);
    const known = await Promise.all(keys.map(readKey));
    const { signers, problems } = await verifySignature(Buffer.from(checksums?.text ?? ''), text, known);
    return { by: signers.map(({ fingerprint }) => fingerprint), problems };
  };
}

async function readKey(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refused(`The key of one of the people can't be read (${why}): every worker needs it at the same place.`);
  }
}
