import type { Checksum, ParsedChecksums } from '../checksums.ts';
import type { PublishedFile } from '../train-state.ts';
import { SHA256SUMS } from './document-names.ts';
import type { Manifest } from './manifest.ts';
import { verifyFiles } from './verify-files.ts';
import { verifyImages } from './verify-images.ts';
import { isSigned, type Signatures, verifySignatures } from './verify-signatures.ts';

/** A release as somebody has it who knows nothing of its train: what lies in a folder, and what its documents say. */
export interface FoundRelease {
  readonly files: readonly PublishedFile[];
  /** Names of folders, links and the like: no release has them. */
  readonly others: readonly string[];
  /** What the documents say; `null` where one is missing. */
  readonly checksums: ParsedChecksums | null;
  readonly manifest: Understood<Manifest> | null;
  readonly billOfMaterials: Understood<readonly Checksum[]> | null;
  readonly provenance: Understood<readonly Checksum[]> | null;
  readonly signatures: Signatures;
  /** Where GitHub shows the release; `null` for a folder that may come from anywhere. */
  readonly shown: ShownRelease | null;
}

/** A document's content, or all that is wrong with it. */
export type Understood<T> =
  { readonly ok: true; readonly content: T } | { readonly ok: false; readonly problems: readonly string[] };

export interface ShownRelease {
  readonly tag: string;
  /** Of the tag; `null` where there is none, as with a draft. */
  readonly commit: string | null;
  readonly draft: boolean;
}

/** One thing that was looked at: a file, or what holds for all of them. */
export interface VerifiedItem {
  readonly subject: string;
  readonly verdict: 'ok' | 'failed' | 'not checked';
  readonly message: string;
}

/** What looking at a release came to. */
export interface Verification {
  readonly items: readonly VerifiedItem[];
  /** Whether nothing is wrong or missing. What could not be checked doesn't count. */
  readonly passed: boolean;
  readonly signatures: 'good' | 'bad' | 'not checked' | 'none';
  /** What was known to be wrong when it was published, in words. */
  readonly warnings: readonly string[];
}

/** Holds everything in a release against everything that its documents and signatures say of it. */
export function verifyRelease(found: FoundRelease): Verification {
  const signatures = verifySignatures(found);
  const items = [
    ...verifyFiles(found),
    ...verifyChecksums(found),
    ...signatures,
    ...verifyImages(found),
    ...verifyTag(found),
  ];
  return {
    items,
    passed: !items.some(({ verdict }) => verdict === 'failed'),
    signatures: isSigned(found) ? sumUp(signatures) : 'none',
    warnings: found.manifest?.ok === true ? found.manifest.content.warnings : [],
  };
}

function sumUp(signatures: readonly VerifiedItem[]): Verification['signatures'] {
  if (signatures.some(({ verdict }) => verdict === 'failed')) return 'bad';
  return signatures.every(({ verdict }) => verdict === 'ok') ? 'good' : 'not checked';
}

function verifyChecksums({ checksums }: FoundRelease): readonly VerifiedItem[] {
  if (checksums === null) return [{ subject: SHA256SUMS, verdict: 'failed', message: 'is missing' }];
  const { checksums: listed, malformed } = checksums;
  const lines = malformed.map(({ line }) => `line ${line} is no SHA-256 and file name`);
  if (lines.length > 0) return [{ subject: SHA256SUMS, verdict: 'failed', message: lines.join('; ') }];
  return [{ subject: SHA256SUMS, verdict: 'ok', message: `lists ${listed.length} files` }];
}

function verifyTag({ shown, manifest }: FoundRelease): readonly VerifiedItem[] {
  if (shown === null || manifest?.ok !== true) return [];
  const { tag, commit } = manifest.content.release;
  const subject = `tag ${shown.tag}`;
  if (shown.tag !== tag) return [{ subject, verdict: 'failed', message: `is not that of the manifest, ${tag}` }];
  if (shown.draft)
    return [{ subject, verdict: 'not checked', message: 'the release is a draft, which needs no tag yet' }];
  if (shown.commit === commit) return [{ subject, verdict: 'ok', message: `is at ${commit}, as the manifest says` }];
  const message = `is at ${shown.commit ?? 'no commit: it is gone'}, but the manifest says ${commit}`;
  return [{ subject, verdict: 'failed', message }];
}
