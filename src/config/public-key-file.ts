import { readFile } from 'node:fs/promises';

const PUBLIC_KEY = '-----BEGIN PGP PUBLIC KEY BLOCK-----';
const PRIVATE_KEY = 'PGP PRIVATE KEY BLOCK';

/** An armoured OpenPGP public key, or what is wrong with its file. */
export type PublicKeyFile = { readonly key: string } | { readonly wrong: string };

/** Reads the file of a public key. Never throws. */
export async function readPublicKey(file: string): Promise<PublicKeyFile> {
  try {
    const key = await readFile(file, 'utf8');
    if (key.includes(PRIVATE_KEY)) {
      const instead = 'keep it away from here, and put in its place what gpg --armor --export NAME writes';
      return { wrong: `${file} holds a private key; ${instead}` };
    }
    if (key.includes(PUBLIC_KEY)) return { key };
    return { wrong: `${file} holds no armoured OpenPGP public key; write one by gpg --armor --export NAME` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { wrong: `the key cannot be read (${reason}); its path counts from the folder of this file` };
  }
}
