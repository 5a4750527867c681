import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { verifySignature } from '../../artifacts/verify-signature.ts';
import { isDocumentName, signedDocument } from '../../domain/release/document-names.ts';
import type { FoundRelease, ShownRelease } from '../../domain/release/verification.ts';
import type { CheckedSignature, Signatures } from '../../domain/release/verify-signatures.ts';
import type { PublishedFile } from '../../domain/train-state.ts';
import { fileDigest } from '../../engine/file-digest.ts';
import { UserError } from '../user-error.ts';
import { understandDocuments } from './documents.ts';

/** Larger than any document of ours, and no danger to memory. */
const LONGEST_DOCUMENT = 32 * 1024 ** 2;

/**
 * Reads a folder with the files of a release, each once from end to end.
 * @param keys armoured public keys; without any, signatures are left alone
 */
export async function readFolder(
  folder: string,
  keys: readonly string[],
  shown: ShownRelease | null,
): Promise<FoundRelease> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: PublishedFile[] = [];
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    const path = join(folder, name);
    files.push({ name, size: (await stat(path)).size, sha256: await fileDigest(path) });
  }
  const documents = await readDocuments(folder, files);
  return {
    files,
    others: entries.filter((entry) => !entry.isFile()).map(({ name }) => name),
    ...understandDocuments(documents),
    signatures: keys.length === 0 ? null : await checkSignatures(documents, keys),
    shown,
  };
}

/** The documents and their signatures, whole, by name. */
async function readDocuments(folder: string, files: readonly PublishedFile[]): Promise<ReadonlyMap<string, Buffer>> {
  const documents = new Map<string, Buffer>();
  for (const { name, size } of files) {
    if (!isDocumentName(name)) continue;
    if (size > LONGEST_DOCUMENT) {
      throw new UserError(`${join(folder, name)} has ${size} bytes, and no document of a release is that long.`);
    }
    documents.set(name, await readFile(join(folder, name)));
  }
  return documents;
}

async function checkSignatures(documents: ReadonlyMap<string, Buffer>, keys: readonly string[]): Promise<Signatures> {
  const checked: Record<string, CheckedSignature> = {};
  for (const [name, signature] of documents) {
    const content = documents.get(signedDocument(name) ?? '');
    if (content === undefined) continue;
    const { signers, problems } = await verifySignature(content, signature.toString(), keys);
    checked[name] = { signers: signers.map(({ userId, fingerprint }) => `${userId} (${fingerprint})`), problems };
  }
  return checked;
}
