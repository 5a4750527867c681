import { generateKey } from 'openpgp';

/** What releases are signed with, and checked by; armoured. */
export interface ReleaseKey {
  readonly secret: string;
  readonly open: string;
}

/** A key without a passphrase that nobody else has. */
export async function makeReleaseKey(): Promise<ReleaseKey> {
  const userIDs = [{ name: 'Crash matrix', email: 'release@example.org' }];
  const { privateKey, publicKey } = await generateKey({ type: 'curve25519', userIDs });
  return { secret: privateKey, open: publicKey };
}
