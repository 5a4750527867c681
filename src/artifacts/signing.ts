import { createMessage, decryptKey, readPrivateKey, sign, type PrivateKey } from 'openpgp';
import { fingerprintOf, userIdOf } from './signing-key.ts';

/** Who signs a release. */
export interface Signer {
  /** Of the primary key, in upper-case hex, as `gpg` shows it. */
  readonly fingerprint: string;
  /** Name and address, as the key tells them. */
  readonly userId: string;
  /** Armoured. */
  readonly publicKey: string;
  /** An armoured detached signature, as `gpg --verify FILE.asc FILE` takes it. */
  sign(content: Uint8Array): Promise<string>;
}

/** A key with which nothing can be signed; the message says why, and never holds a part of it. */
export class SigningKeyRefused extends Error {
  override readonly name = 'SigningKeyRefused' as const;
}

/**
 * A signer with that armoured private key; `passphrase` is `null` where the key has none. Throws `SigningKeyRefused`
 * where it cannot sign now, rather than at the end of a release.
 */
export async function openPgpSigner(secret: {
  readonly key: string;
  readonly passphrase: string | null;
}): Promise<Signer> {
  const key = await unlock(await readSecretKey(secret.key), secret.passphrase);
  const signer = {
    fingerprint: fingerprintOf(key),
    userId: await userIdOf(key),
    publicKey: key.toPublic().armor(),
    async sign(content: Uint8Array) {
      const message = await createMessage({ binary: content });
      const signature = await sign({ message, signingKeys: key, detached: true, format: 'object' });
      return signature.armor();
    },
  };
  try {
    // It may have expired, be revoked, be made for encryption only, or have left its secret part on a card.
    await signer.sign(new Uint8Array());
  } catch (cause) {
    throw refused(
      `The key ${signer.fingerprint} cannot sign: ${messageOf(cause)}. Look at it with gpg --list-secret-keys, and give one that is marked [S] and has not expired.`,
      cause,
    );
  }
  return signer;
}

async function readSecretKey(armoredKey: string): Promise<PrivateKey> {
  try {
    return await readPrivateKey({ armoredKey });
  } catch (cause) {
    throw refused(
      `There is no armoured private key in what was given to sign with: ${messageOf(cause)}. Export one with gpg --armor --export-secret-keys.`,
      cause,
    );
  }
}

async function unlock(key: PrivateKey, passphrase: string | null): Promise<PrivateKey> {
  if (key.isDecrypted()) return key;
  if (passphrase === null) {
    throw refused(`The key ${fingerprintOf(key)} has a passphrase, and none was given. Give it beside the key.`);
  }
  try {
    return await decryptKey({ privateKey: key, passphrase });
  } catch (cause) {
    throw refused(
      `The key ${fingerprintOf(key)} cannot be unlocked: ${messageOf(cause)}. Look whether the passphrase is that of this key.`,
      cause,
    );
  }
}

function refused(message: string, cause?: unknown): SigningKeyRefused {
  return new SigningKeyRefused(message, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
