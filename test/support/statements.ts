import { createCleartextMessage, generateKey, readPrivateKey, sign } from 'openpgp';
import type { Approver } from '../../src/domain/approvals/gate.ts';

/** Somebody with a key of their own, who can sign statements. */
export interface Signatory extends Approver {
  readonly key: string;
  /** Armoured; with it anybody signs as them. */
  readonly privateKey: string;
}

/** Makes somebody of that name, and a key. */
export async function signatory(name: string): Promise<Signatory> {
  const { privateKey, publicKey } = await generateKey({ userIDs: [{ name }] });
  return { name, key: publicKey, privateKey };
}

/** The text as they sign it in clear. */
export async function clearSigned({ privateKey }: Pick<Signatory, 'privateKey'>, text: string): Promise<string> {
  const signingKeys = await readPrivateKey({ armoredKey: privateKey });
  return sign({ message: await createCleartextMessage({ text }), signingKeys });
}
