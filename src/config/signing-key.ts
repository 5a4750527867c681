import { readSecret, type Variables } from './secret-variable.ts';

/** What a worker signs releases with. */
export interface SigningKey {
  /** Armoured OpenPGP private key. */
  readonly key: string;
  /** `null` for a key that needs none. */
  readonly passphrase: string | null;
}

const PRIVATE_KEY = '-----BEGIN PGP PRIVATE KEY BLOCK-----';

/** The signing key that the environment names; `null` where it names none. Whatever is wrong goes to the problems. */
export function readSigningKey(variables: Variables, problems: string[]): SigningKey | null {
  const key = readSecret('CASCADE_SIGNING_KEY', variables, problems)?.replaceAll('\\n', '\n');
  const passphrase = readSecret('CASCADE_SIGNING_PASSPHRASE', variables, problems);
  if (key === undefined) {
    if (passphrase !== null && variables['CASCADE_SIGNING_KEY_FILE'] === undefined) {
      problems.push(
        'CASCADE_SIGNING_PASSPHRASE is set without CASCADE_SIGNING_KEY or CASCADE_SIGNING_KEY_FILE; set both',
      );
    }
    return null;
  }
  if (key !== '' && !key.includes(PRIVATE_KEY)) {
    problems.push(
      'CASCADE_SIGNING_KEY is no armoured OpenPGP private key; write one by gpg --armor --export-secret-keys NAME',
    );
  }
  return { key, passphrase };
}
