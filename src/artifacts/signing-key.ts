import type { Key } from 'openpgp';

/** Of the primary key, in upper-case hex, as `gpg` shows it. */
export function fingerprintOf(key: Key): string {
  return key.getFingerprint().toUpperCase();
}

/** Name and address, as the key tells them; empty where it tells none that still holds. */
export async function userIdOf(key: Key): Promise<string> {
  try {
    const { user } = await key.getPrimaryUser();
    return user.userID?.userID ?? '';
  } catch {
    // Its use will say what is wrong with the key.
    return key.getUserIDs()[0] ?? '';
  }
}
