import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPgpSigner, SigningKeyRefused } from '../../src/artifacts/signing.ts';
import { verifySignature } from '../../src/artifacts/verify-signature.ts';
import { makeGpg, type Gpg } from './gpg.ts';

const SUMS = `${'0'.repeat(64)}  blvm-ü.tar.gz\n`;
const bytes = Buffer.from(SUMS);

let gpg: Gpg;
beforeAll(async () => {
  gpg = await makeGpg();
});
afterAll(async () => {
  await gpg[Symbol.asyncDispose]();
});

test.each([
  ['an ed25519 key', { algorithm: 'ed25519' }, null],
  ['an rsa key', { algorithm: 'rsa3072' }, null],
  ['a key with a passphrase', { algorithm: 'ed25519', passphrase: 'correct horse' }, 'correct horse'],
] as const)('gpg takes what %s signed, and refuses it for anything else', async (what, options, passphrase) => {
  const userId = `Release of ${what} <release@example.org>`;
  const fingerprint = await gpg.makeKey(userId, options);
  const key = await gpg.exportSecret(fingerprint, passphrase ?? '');
  const signer = await openPgpSigner({ key, passphrase });
  expect(signer).toMatchObject({ fingerprint, userId });
  const signature = await signer.sign(bytes);
  expect(await gpg.verify(SUMS, signature)).toContain(`VALIDSIG ${fingerprint}`);
  await expect(gpg.verify(`${SUMS} `, signature)).rejects.toThrow('BAD signature');
});

test('the public key of a signer is enough for a stranger: gpg with that key only takes the signature', async () => {
  const key = await gpg.exportSecret(await gpg.makeKey('Known <known@example.org>'));
  const signer = await openPgpSigner({ key, passphrase: null });
  expect(signer.publicKey).not.toContain('PRIVATE');
  await using stranger = await makeGpg();
  await stranger.importKey(signer.publicKey);
  expect(await stranger.verify(SUMS, await signer.sign(bytes))).toContain(`VALIDSIG ${signer.fingerprint}`);
});

test('a subkey signs where the primary key is kept elsewhere, and the primary key is named', async () => {
  const fingerprint = await gpg.makeKey('Offline <offline@example.org>', { usage: 'cert' });
  await gpg.run('--passphrase', '', '--quick-add-key', fingerprint, 'ed25519', 'sign');
  const key = await gpg.run('--armor', '--passphrase', '', '--export-secret-subkeys', fingerprint);
  const signer = await openPgpSigner({ key, passphrase: null });
  expect(signer.fingerprint).toBe(fingerprint);
  const signature = await signer.sign(bytes);
  expect(await gpg.verify(SUMS, signature)).toContain('VALIDSIG');
  const { signers, problems } = await verifySignature(bytes, signature, [signer.publicKey]);
  expect([signers.map((each) => each.fingerprint), problems]).toEqual([[fingerprint], []]);
});

test('what was given to sign with must be a private key', async () => {
  const fingerprint = await gpg.makeKey('Public <public@example.org>');
  for (const key of [await gpg.exportPublic(fingerprint), 'no key at all', '']) {
    const opening = openPgpSigner({ key, passphrase: null });
    await expect(opening).rejects.toThrow(SigningKeyRefused);
    await expect(opening).rejects.toThrow('There is no armoured private key in what was given to sign with');
  }
});

test('a passphrase that is missing or wrong is told, with the key, and is not in the message', async () => {
  const fingerprint = await gpg.makeKey('Locked <locked@example.org>', { passphrase: 'right' });
  const key = await gpg.exportSecret(fingerprint, 'right');
  await expect(openPgpSigner({ key, passphrase: null })).rejects.toThrow(
    `The key ${fingerprint} has a passphrase, and none was given.`,
  );
  const wrong = openPgpSigner({ key, passphrase: 'guessed' });
  await expect(wrong).rejects.toThrow(`The key ${fingerprint} cannot be unlocked: `);
  await expect(wrong).rejects.not.toThrow('guessed');
});

test('a key that has expired, is revoked or is not for signing is refused before anything is built', async () => {
  const expired = await gpg.makeKey('Expired <e@example.org>', { at: '20200101T000000', expires: '2020-06-01' });
  await expect(openPgpSigner({ key: await gpg.exportSecret(expired), passphrase: null })).rejects.toThrow(
    `The key ${expired} cannot sign: Error signing message: Primary key is expired.`,
  );
  const certifying = await gpg.makeKey('Certifying <c@example.org>', { usage: 'cert' });
  await expect(openPgpSigner({ key: await gpg.exportSecret(certifying), passphrase: null })).rejects.toThrow(
    `The key ${certifying} cannot sign: `,
  );
  const revoked = await gpg.makeKey('Revoked <r@example.org>');
  await gpg.revoke(revoked);
  await expect(openPgpSigner({ key: await gpg.exportSecret(revoked), passphrase: null })).rejects.toThrow('revoked');
});
