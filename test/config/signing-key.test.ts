import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { readSigningKey } from '../../src/config/signing-key.ts';

const KEY = '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nxVgEZw==\n-----END PGP PRIVATE KEY BLOCK-----';

test('without a key, and with one that needs no passphrase, there is none', () => {
  expect(readSigningKey({}, [])).toBeNull();
  expect(readSigningKey({ CASCADE_SIGNING_KEY: KEY }, [])).toEqual({ key: KEY, passphrase: null });
});

test('the line ends of a key may be written out', () => {
  expect(readSigningKey({ CASCADE_SIGNING_KEY: KEY.replaceAll('\n', '\\n') }, [])?.key).toBe(KEY);
});

test('key and passphrase may stand in files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-signing-'));
  try {
    await writeFile(join(folder, 'key'), `${KEY}\n`);
    await writeFile(join(folder, 'passphrase'), 'open sesame\n');
    const problems: string[] = [];
    const variables = {
      CASCADE_SIGNING_KEY_FILE: join(folder, 'key'),
      CASCADE_SIGNING_PASSPHRASE_FILE: join(folder, 'passphrase'),
    };
    expect(readSigningKey(variables, problems)).toEqual({ key: KEY, passphrase: 'open sesame' });
    expect(problems).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  [
    { CASCADE_SIGNING_KEY: KEY.replaceAll('PRIVATE', 'PUBLIC') },
    'CASCADE_SIGNING_KEY is no armoured OpenPGP private key; write one by gpg --armor --export-secret-keys NAME',
  ],
  [
    { CASCADE_SIGNING_PASSPHRASE: 'open sesame' },
    'CASCADE_SIGNING_PASSPHRASE is set without CASCADE_SIGNING_KEY or CASCADE_SIGNING_KEY_FILE; set both',
  ],
  [
    { CASCADE_SIGNING_KEY: KEY, CASCADE_SIGNING_KEY_FILE: 'key' },
    'CASCADE_SIGNING_KEY and CASCADE_SIGNING_KEY_FILE are both set; keep one of them',
  ],
  [
    { CASCADE_SIGNING_KEY_FILE: '/nowhere/key', CASCADE_SIGNING_PASSPHRASE: 'open sesame' },
    expect.stringMatching(/^CASCADE_SIGNING_KEY_FILE cannot be read: ENOENT/),
  ],
] satisfies readonly [Readonly<Record<string, string>>, string][])(
  'a signing key that is half there, or none, is refused in words (%#)',
  (variables, problem) => {
    expect(readEnvironment(variables)).toEqual({ ok: false, problems: [problem] });
  },
);
