import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifySignature } from '../../src/artifacts/verify-signature.ts';
import { makeGpg, type Gpg } from './gpg.ts';

const SUMS = `${'0'.repeat(64)}  blvm.tar.gz\n`;
const bytes = Buffer.from(SUMS);

interface Person {
  readonly fingerprint: string;
  readonly userId: string;
  readonly publicKey: string;
  readonly signature: string;
}

let gpg: Gpg;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  gpg = await makeGpg();
  alice = await person('Alice <alice@example.org>');
  bob = await person('Bob <bob@example.org>', { algorithm: 'rsa3072' });
}, 60_000);
afterAll(async () => {
  await gpg[Symbol.asyncDispose]();
});

async function person(userId: string, options: Parameters<Gpg['makeKey']>[1] = {}): Promise<Person> {
  const fingerprint = await gpg.makeKey(userId, options);
  const signature = await gpg.sign(fingerprint, SUMS);
  return { fingerprint, userId, publicKey: await gpg.exportPublic(fingerprint), signature };
}

const who = ({ fingerprint, userId }: Person) => ({ fingerprint, userId });

test('a signature by gpg is good, and says whose it is', async () => {
  for (const { publicKey, signature, ...someone } of [alice, bob]) {
    expect(await verifySignature(bytes, signature, [publicKey])).toEqual({ signers: [someone], problems: [] });
  }
});

test('content that was changed makes it no good', async () => {
  const { signers, problems } = await verifySignature(Buffer.from('changed'), alice.signature, [alice.publicKey]);
  expect(signers).toEqual([]);
  expect(problems).toEqual([
    `The signature by Alice <alice@example.org> (${alice.fingerprint}) is not good: Signed digest did not match.`,
  ]);
});

test('several signatures are all looked at, in one block or one after the other, with keys in any shape', async () => {
  const inOne = await gpg.sign(alice.fingerprint, SUMS, '--local-user', bob.fingerprint);
  const keysInOne = await gpg.run('--armor', '--export', alice.fingerprint, bob.fingerprint);
  for (const signature of [inOne, `${alice.signature}\n${bob.signature}`]) {
    for (const keys of [[keysInOne], [alice.publicKey, bob.publicKey], [`${bob.publicKey}\n${alice.publicKey}`]]) {
      const { signers, problems } = await verifySignature(bytes, signature, keys);
      expect(problems).toEqual([]);
      expect(signers).toHaveLength(2);
      expect(signers).toEqual(expect.arrayContaining([who(alice), who(bob)]));
    }
  }
});

test('whoever signs twice counts once', async () => {
  const { signers } = await verifySignature(bytes, `${alice.signature}\n${alice.signature}`, [alice.publicKey]);
  expect(signers).toEqual([who(alice)]);
});

test('a key that was not given is named by its id, and the others still count', async () => {
  const both = `${alice.signature}\n${bob.signature}`;
  expect(await verifySignature(bytes, both, [alice.publicKey])).toEqual({
    signers: [who(alice)],
    problems: [`It is signed by the key ${bob.fingerprint.slice(-16)}, which is not among those given.`],
  });
});

test('a key that has expired by now is a problem, until its owner extends it', async () => {
  const at = '20210101T000000';
  const fingerprint = await gpg.makeKey('Carol <carol@example.org>', { at, expires: '2022-01-01' });
  const signature = await gpg.sign(fingerprint, SUMS, '--faked-system-time', '20210601T000000');
  const expired = await verifySignature(bytes, signature, [await gpg.exportPublic(fingerprint)]);
  expect(expired.signers).toEqual([]);
  expect(expired.problems).toEqual([
    `The signature by Carol <carol@example.org> (${fingerprint}) is not good: Primary key is expired.`,
  ]);

  await gpg.run('--passphrase', '', '--quick-set-expire', fingerprint, '0');
  // As key servers hand it out: with nothing but the newest signature by itself.
  const extended = await gpg.exportPublic(fingerprint, '--export-options', 'export-minimal');
  expect(await verifySignature(bytes, signature, [extended])).toMatchObject({
    signers: [{ fingerprint }],
    problems: [],
  });
});

test('a key that was revoked since is a problem', async () => {
  const eve = await person('Eve <eve@example.org>');
  expect((await verifySignature(bytes, eve.signature, [eve.publicKey])).problems).toEqual([]);
  await gpg.revoke(eve.fingerprint);
  const { signers, problems } = await verifySignature(bytes, eve.signature, [await gpg.exportPublic(eve.fingerprint)]);
  expect(signers).toEqual([]);
  expect(problems).toEqual([
    `The signature by Eve <eve@example.org> (${eve.fingerprint}) is not good: Primary key is revoked.`,
  ]);
});

test('a revoked key does not take the signatures of others with it', async () => {
  const frank = await person('Frank <frank@example.org>');
  await gpg.revoke(frank.fingerprint);
  const keys = [await gpg.exportPublic(frank.fingerprint), alice.publicKey];
  const { signers, problems } = await verifySignature(bytes, `${frank.signature}${alice.signature}`, keys);
  expect(signers).toEqual([who(alice)]);
  expect(problems).toHaveLength(1);
});

const DAMAGED = '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n';

test.each([
  ['no signature', '', 'There is no armoured signature of a file.'],
  ['text', 'signed, Alice', 'There is no armoured signature of a file.'],
  ['a damaged signature', DAMAGED, 'A signature cannot be read: '],
])('%s is a problem and no signer', async (_, signature, problem) => {
  const { signers, problems } = await verifySignature(bytes, signature, [alice.publicKey]);
  expect(signers).toEqual([]);
  expect(problems.join()).toContain(problem);
});

test('without a key to check with nobody has signed', async () => {
  const { signers, problems } = await verifySignature(bytes, alice.signature, []);
  expect(signers).toEqual([]);
  expect(problems).toContain('There is no armoured public key to check the signature with.');
});
