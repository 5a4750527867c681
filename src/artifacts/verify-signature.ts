import { createMessage, readKeys, readSignature, verify, type PublicKey } from 'openpgp';
import { fingerprintOf, userIdOf } from './signing-key.ts';

/** What detached signatures of a file come to. */
export interface SignatureCheck {
  /** Whose signature is good, each once. */
  readonly signers: readonly SignedBy[];
  /** Why others do not count, and what could not be read: sentences. */
  readonly problems: readonly string[];
}

export interface SignedBy {
  /** Of the primary key, in upper-case hex. */
  readonly fingerprint: string;
  readonly userId: string;
}

type VerificationResult = Awaited<ReturnType<typeof verify>>['signatures'][number];

/**
 * Whose signatures of this content are good by these keys, all of them armoured: any number of signatures in a text,
 * any number of keys in each. A key that is revoked, or that has expired by now, makes no signature good.
 */
export async function verifySignature(
  content: Uint8Array,
  armouredSignature: string,
  armouredPublicKeys: readonly string[],
): Promise<SignatureCheck> {
  const problems: string[] = [];
  const note = (what: string) => (error: unknown) => {
    problems.push(`${what} cannot be read: ${messageOf(error)}.`);
    return [];
  };
  const keyBlocks = armouredPublicKeys.flatMap((text) => blocksOf('PUBLIC KEY BLOCK', text));
  const keys = await eachOf(keyBlocks, (block) => publicKeysIn(block).catch(note('A public key')));
  const signatureBlocks = blocksOf('SIGNATURE', armouredSignature);
  const results = await eachOf(signatureBlocks, (block) => check(content, block, keys).catch(note('A signature')));
  if (keys.length === 0) problems.push('There is no armoured public key to check the signature with.');
  if (results.length === 0) problems.push('There is no armoured signature of a file.');

  const signers = new Map<string, SignedBy>();
  for (const result of results) {
    const judged = await judge(result, keys);
    if (typeof judged === 'string') problems.push(judged);
    else signers.set(judged.fingerprint, judged);
  }
  return { signers: [...signers.values()], problems };
}

/** Armoured texts are often just written one after the other; the library reads the first. */
function blocksOf(type: 'PUBLIC KEY BLOCK' | 'SIGNATURE', text: string): readonly string[] {
  return text.match(new RegExp(`-----BEGIN PGP ${type}-----[^]*?-----END PGP ${type}-----`, 'g')) ?? [];
}

async function eachOf<T>(blocks: readonly string[], read: (block: string) => Promise<readonly T[]>): Promise<T[]> {
  return (await Promise.all(blocks.map(read))).flat();
}

async function publicKeysIn(armoredKeys: string): Promise<readonly PublicKey[]> {
  return (await readKeys({ armoredKeys })).map((key) => key.toPublic());
}

async function check(content: Uint8Array, armoredSignature: string, keys: PublicKey[]): Promise<VerificationResult[]> {
  const { signatures } = await verify({
    message: await createMessage({ binary: content }),
    signature: await readSignature({ armoredSignature }),
    verificationKeys: keys,
    format: 'binary',
    // Whoever extends a key signs it anew, and key servers hand out only that: older releases are to stay good.
    config: { allowInsecureVerificationWithReformattedKeys: true },
  });
  return signatures;
}

/** Who made a good signature, or the sentence that says why it is none. */
async function judge({ keyID, verified }: VerificationResult, keys: readonly PublicKey[]): Promise<SignedBy | string> {
  const key = keys.find((candidate) => candidate.getKeys(keyID).length > 0);
  if (key === undefined)
    return `It is signed by the key ${keyID.toHex().toUpperCase()}, which is not among those given.`;
  const signer = { fingerprint: fingerprintOf(key), userId: await userIdOf(key) };
  try {
    await verified;
    // That was the key as it stood when it signed; it must hold today, too.
    await key.getSigningKey(keyID);
    return signer;
  } catch (error) {
    return `The signature by ${signer.userId} (${signer.fingerprint}) is not good: ${messageOf(error)}.`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
