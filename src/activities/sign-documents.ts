import { hash } from 'node:crypto';
import { composeDocuments, type ReleaseDocument } from '../artifacts/documents/compose.ts';
import type { SigningPolicy } from '../domain/release/release-target.ts';
import { SIGNED, signatureName } from '../domain/release/document-names.ts';
import type { Publication } from '../domain/release/publication.ts';
import type { PublishedFile } from '../domain/train-state.ts';
import type { Dependencies } from './dependencies.ts';
import { refused } from './failures.ts';

export interface Signed {
  /** Fingerprint of the key; `null` where there is none. */
  readonly by: string | null;
  readonly signatures: readonly { readonly name: string; readonly text: string }[];
}

/** Signs what the release is checked by. A signature differs each time, so it is made once and kept by the workflow. */
export function signDocuments({ signer }: Pick<Dependencies, 'signer'>) {
  return async function signDocuments(input: {
    readonly publication: Publication;
    /** The documents as they are in the release. */
    readonly uploaded: readonly PublishedFile[];
    readonly unsigned: SigningPolicy['unsigned'];
  }): Promise<Signed> {
    if (signer === null) {
      if (input.unsigned === 'warn') return { by: null, signatures: [] };
      throw unsigned();
    }
    const documents = composeDocuments(input.publication).filter(({ name }) =>
      SIGNED.some((signed) => signed === name),
    );
    for (const document of documents) refuseOther(document, input.uploaded);
    const signatures = documents.map(async ({ name, text }) => ({
      name: signatureName(name),
      text: await signer.sign(Buffer.from(text)),
    }));
    return { by: signer.fingerprint, signatures: await Promise.all(signatures) };
  };
}

/** Each worker composes the documents anew: what is signed must be what everybody downloads. */
function refuseOther({ name, text }: ReleaseDocument, uploaded: readonly PublishedFile[]): void {
  const sha256 = hash('sha256', text);
  const there = uploaded.find((file) => file.name === name)?.sha256 ?? 'nothing';
  if (there === sha256) return;
  throw refused(
    `${name} was not signed: the release has ${there}, and this worker made ${sha256} of the same builds. Workers of ` +
      'different versions write documents differently: bring all to one version, and start the release again.',
  );
}

/** Fails where there is no key: asked before anything is uploaded where unsigned releases are refused. */
export function requireSigner({ signer }: Pick<Dependencies, 'signer'>) {
  return function requireSigner(): Promise<void> {
    return signer === null ? Promise.reject(unsigned()) : Promise.resolve();
  };
}

function unsigned() {
  return refused(
    'The release is not signed: this worker has no key, and the chain refuses unsigned releases. Set ' +
      'CASCADE_SIGNING_KEY_FILE for every worker that serves the queue of transfers.',
  );
}
