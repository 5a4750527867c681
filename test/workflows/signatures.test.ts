import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMessage, generateKey, readPrivateKey, sign } from 'openpgp';
import { expect, test } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import { SHA256SUMS } from '../../src/domain/release/document-names.ts';
import { publishId } from '../../src/domain/ids.ts';
import { handInSignature } from '../../src/workflows/messages.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';

const MINUTE = 60_000;
const SIGNED_BY_TWO = 20 * MINUTE;

interface Person {
  readonly privateKey: string;
  /** Path of the public key. */
  readonly file: string;
}

async function person(name: string): Promise<Person> {
  const { privateKey, publicKey } = await generateKey({ userIDs: [{ name }] });
  const file = join(await temporaryFolder(), `${name}.asc`);
  await writeFile(file, publicKey);
  return { privateKey, file };
}

function signedBy(people: readonly Person[], within: number): Chain {
  const plain = chain([repository('engine')]);
  if (plain.release === null) throw new Error('The chain should publish a release');
  const keys = people.map(({ file }) => file);
  const signing = { unsigned: 'warn', people: { threshold: 2, keys, within } } as const;
  return { ...plain, release: { ...plain.release, signing } };
}

async function signature({ privateKey }: Person, text: string): Promise<string> {
  const signingKeys = await readPrivateKey({ armoredKey: privateKey });
  const message = await createMessage({ binary: Buffer.from(text) });
  const made = await sign({ message, signingKeys, detached: true, format: 'object' });
  return made.armor();
}

/** The checksums as a person downloads them from the draft. */
async function checksumsOf({ simulator }: TestCascade): Promise<string> {
  const asset = () => simulator.releases('acme/engine')[0]?.assets.find(({ name }) => name === SHA256SUMS);
  await simulator.when(() => asset()?.state === 'uploaded', MINUTE);
  const response = await fetch(asset()?.url ?? '');
  return response.text();
}

/** A person writes into the notes as soon as they are there. */
async function writeIntoNotes({ simulator }: TestCascade, words: string): Promise<void> {
  const draft = () => simulator.releases('acme/engine')[0];
  await simulator.when(() => draft()?.body.includes('## Verify') ?? false, MINUTE);
  const { id = 0, body = '' } = draft() ?? {};
  simulator.editRelease('acme/engine', id, { body: `${words}\n\n${body}` });
}

test('a release waits until enough people have signed its checksums, each once, and takes no other signature', async () => {
  const [ada, bob, eve] = [await person('ada'), await person('bob'), await person('eve')];
  const cascade = await startCascade(signedBy([ada, bob], SIGNED_BY_TWO));
  const train = await startRelease(cascade);
  const text = await checksumsOf(cascade);
  const publishing = cascade.client.workflow.getHandle(publishId(train.workflowId));
  const handIn = async (by: Person, content: string) =>
    publishing.executeUpdate(handInSignature, { args: [await signature(by, content)] });

  await expect(handIn(eve, text)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('not taken') as string },
  });
  await expect(handIn(ada, 'other checksums')).rejects.toMatchObject({
    cause: {
      message: expect.stringMatching(/^The signature: it is not taken: The signature by ada .* is not good/) as string,
    },
  });
  expect(await handIn(ada, text)).toContain(': 1 of 2');
  expect(await handIn(ada, text)).toContain(': 1 of 2');
  await writeIntoNotes(cascade, 'Read this first.');
  expect(cascade.simulator.releases('acme/engine')).toMatchObject([{ draft: true }]);
  expect(await handIn(bob, text)).toContain(': 2 of 2');

  expect((await train.result()).state).toBe('succeeded');
  const [release] = cascade.simulator.releases('acme/engine');
  expect(release?.draft).toBe(false);
  expect(release?.body).toMatch(/^Read this first\./);
  expect(release?.body).toMatch(/(gpg --verify SHA256SUMS\.[0-9A-F]{16}\.asc SHA256SUMS\n){2}/);
  expect(release?.body).not.toContain('not signed');
  expect(release?.assets.filter(({ name }) => /^SHA256SUMS\.[0-9A-F]{16}\.asc$/.test(name))).toHaveLength(2);
});

test('where too few sign in time nothing is published, the draft stays, and both are said', async () => {
  const [ada, bob] = [await person('ada'), await person('bob')];
  const cascade = await startCascade(signedBy([ada, bob], 1000));
  const failure = await failureOf((await startRelease(cascade, 'v1.5.0')).result());
  expect(failure.message).toContain('0 of 2 signatures were handed in in time');
  expect(cascade.simulator.releases('acme/engine')).toMatchObject([{ draft: true }]);
});

test('nobody is asked to sign a trial', async () => {
  const [ada, bob] = [await person('ada'), await person('bob')];
  const cascade = await startCascade(signedBy([ada, bob], SIGNED_BY_TWO));
  const view = await (await startRelease(cascade, 'v1.6.0', { dryRun: true })).result();
  expect(view.publishing).toMatchObject({ release: { draft: true, signedBy: null } });
});
