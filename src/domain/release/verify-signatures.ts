import { SIGNED, signatureName, signedDocument } from './document-names.ts';
import type { FoundRelease, VerifiedItem } from './verification.ts';

/** What became of the signatures, by their names; `null` where no key was given to check them with. */
export type Signatures = Readonly<Record<string, CheckedSignature>> | null;

export interface CheckedSignature {
  /** Whose signature is good, in words. */
  readonly signers: readonly string[];
  /** Why others do not count, in sentences. */
  readonly problems: readonly string[];
}

/** Whether anything in it is signed, by whomever. */
export function isSigned({ files }: FoundRelease): boolean {
  return files.some(({ name }) => signedDocument(name) !== null);
}

/**
 * The signatures that a release has or should have. One without signatures is wrong only where a key was given: without
 * one nobody can tell. Half of our own signatures is always wrong; of people's own, those count that are there.
 */
export function verifySignatures(found: FoundRelease): readonly VerifiedItem[] {
  const { files, signatures } = found;
  if (signatures === null && !isSigned(found)) {
    return [{ subject: 'signatures', verdict: 'not checked', message: 'there are none: the release is unsigned' }];
  }
  const there = files.map(({ name }) => name).filter((name) => signedDocument(name) !== null);
  const own = SIGNED.map(signatureName);
  const peoples = there.filter((name) => !own.includes(name));
  const expected = peoples.length === there.length && peoples.length > 0 ? peoples : [...own, ...peoples];
  return expected.map((subject) => {
    if (!there.includes(subject)) return { subject, verdict: 'failed', message: 'is missing' };
    if (signatures === null) {
      return { subject, verdict: 'not checked', message: "no key was given: name the signer's public key by --key" };
    }
    return judge(subject, signatures[subject]);
  });
}

function judge(subject: string, checked: CheckedSignature | undefined): VerifiedItem {
  if (checked === undefined) return { subject, verdict: 'failed', message: 'there is nothing that it could sign' };
  const { signers, problems } = checked;
  if (signers.length === 0) return { subject, verdict: 'failed', message: problems.join(' ') };
  return { subject, verdict: 'ok', message: `is signed by ${signers.join(', ')}` };
}
