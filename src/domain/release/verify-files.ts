import type { Checksum } from '../checksums.ts';
import type { PublishedFile } from '../train-state.ts';
import {
  BILL_OF_MATERIALS,
  DOCUMENTS,
  isDocumentName,
  MANIFEST,
  PROVENANCE,
  SHA256SUMS,
  signedDocument,
} from './document-names.ts';
import { imageChecksums } from './images.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import type { CheckDone } from './publication.ts';
import type { FoundRelease, Understood, VerifiedItem } from './verification.ts';

/** Every file that is there or should be, but `SHA256SUMS` itself and the signatures: an item each, sorted as they were found. */
export function verifyFiles(found: FoundRelease): readonly VerifiedItem[] {
  const listed = [...(found.checksums?.checksums ?? []), ...(manifestOf(found)?.files ?? [])];
  const names = new Set([...found.files, ...listed].map(({ name }) => name).concat(DOCUMENTS));
  const files = Array.from(names).filter((name) => name !== SHA256SUMS && signedDocument(name) === null);
  return [...files.map((name) => verifyFile(name, found)), ...found.others.map(notAFile)];
}

function verifyFile(name: string, found: FoundRelease): VerifiedItem {
  const file = found.files.find((candidate) => candidate.name === name);
  if (file === undefined) return { subject: name, verdict: 'failed', message: 'is missing' };
  const manifest = isDocumentName(name) ? null : manifestOf(found);
  const problems = [
    ...(found.checksums === null ? [] : againstChecksums(file, found.checksums.checksums)),
    ...(manifest === null ? [] : againstManifest(file, manifest)),
    ...documentProblems(name, found),
  ];
  if (problems.length > 0) return { subject: name, verdict: 'failed', message: problems.join('; ') };
  const held = [...(found.checksums === null ? [] : [SHA256SUMS]), ...(manifest === null ? [] : [MANIFEST])];
  if (held.length === 0) return { subject: name, verdict: 'not checked', message: 'nothing says what it should be' };
  const entry = manifest?.files.find((candidate) => candidate.name === name);
  return { subject: name, verdict: 'ok', message: `is as ${held.join(' and ')} say${told(held, entry)}` };
}

function againstChecksums({ name, sha256 }: PublishedFile, checksums: readonly Checksum[]): readonly string[] {
  const [entry, ...others] = checksums.filter((candidate) => candidate.name === name);
  if (entry === undefined) return [`is not in ${SHA256SUMS}`];
  if (others.length > 0) return [`is in ${SHA256SUMS} more than once`];
  return entry.sha256 === sha256 ? [] : [`has SHA-256 ${sha256}, but ${SHA256SUMS} says ${entry.sha256}`];
}

function againstManifest({ name, size, sha256 }: PublishedFile, manifest: Manifest): readonly string[] {
  const entry = manifest.files.find((candidate) => candidate.name === name);
  if (entry === undefined) return [`is not in ${MANIFEST}`];
  return [
    ...(entry.size === size ? [] : [`has ${size} bytes, but ${MANIFEST} says ${entry.size}`]),
    ...(entry.sha256 === sha256 ? [] : [`has SHA-256 ${sha256}, but ${MANIFEST} says ${entry.sha256}`]),
  ];
}

/** What a document says, beside what it is. */
function documentProblems(name: string, found: FoundRelease): readonly string[] {
  switch (name) {
    case MANIFEST:
      return found.manifest?.ok === false ? found.manifest.problems : [];
    case BILL_OF_MATERIALS:
      return disagreements(found.billOfMaterials, manifestOf(found));
    case PROVENANCE:
      return disagreements(found.provenance, manifestOf(found));
    default:
      return [];
  }
}

/** Where a document that names files and images names others than the manifest. */
function disagreements(document: Understood<readonly Checksum[]> | null, manifest: Manifest | null): readonly string[] {
  if (document === null) return [];
  if (!document.ok) return document.problems;
  if (manifest === null) return [];
  const [theirs, ours] = [document.content, [...manifest.files, ...imageChecksums(manifest.images)]];
  const has = (files: readonly Checksum[], { name, sha256 }: Checksum) =>
    files.some((file) => file.name === name && file.sha256 === sha256);
  const extra = theirs.filter((file) => !has(ours, file)).map(({ name }) => `names ${name} otherwise than ${MANIFEST}`);
  const lacking = ours.filter((file) => !has(theirs, file)).map(({ name }) => `lacks ${name} as ${MANIFEST} has it`);
  return [...extra, ...lacking];
}

function manifestOf({ manifest }: FoundRelease): Manifest | null {
  return manifest?.ok === true ? manifest.content : null;
}

/** The end of the sentence, and what the manifest tells of the checks before it was published. */
function told(held: readonly string[], entry: ManifestFile | undefined): string {
  const verb = held.length === 1 ? 's' : '';
  const checks = entry?.checks.map(({ check, with: other }) => `${COMPARED_WITH[check]} ${other}`) ?? [];
  return checks.length === 0 ? verb : `${verb}; before publishing it was held against ${checks.join(', ')}`;
}

const COMPARED_WITH: Readonly<Record<CheckDone['check'], string>> = {
  digest: "GitHub's digest of",
  checksum: "its build's",
  rebuilt: 'the second build',
};

function notAFile(subject: string): VerifiedItem {
  return { subject, verdict: 'failed', message: 'is no plain file, and no part of a release; move it away' };
}
