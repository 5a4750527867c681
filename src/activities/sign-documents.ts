import { composeDocuments } from '../artifacts/documents/compose.ts';
import type { SigningPolicy } from '../domain/release/release-target.ts';
import { SIGNED, signatureName } from '../domain/release/document-names.ts';
import type { Publication } from '../domain/release/publication.ts';
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
    readonly unsigned: SigningPolicy['unsigned'];
  }): Promise<Signed> {
    if (signer === null) {
      if (input.unsigned === 'warn') return { by: null, signatures: [] };
      throw unsigned();
    }
    const documents = composeDocuments(input.publication).filter(({ name }) =>
      SIGNED.some((signed) => signed === name),
    );
    const signatures = documents.map(async ({ name, text }) => ({
      name: signatureName(name),
      text: await signer.sign(Buffer.from(text)),
    }));
    return { by: signer.fingerprint, signatures: await Promise.all(signatures) };
  };
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
