import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StagingFull } from '../../src/artifacts/disk-full.ts';
import { DigestMismatch, makeStaging, type StagedFiles } from '../../src/artifacts/staging.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'staging-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const streamOf = (...chunks: string[]) => ReadableStream.from(chunks.map((chunk) => new TextEncoder().encode(chunk)));

test('a stream becomes a file that is found by what it contains', async () => {
  const files = makeStaging(root).of('acme/release/v1');
  expect(await files.has(sha256('onetwo'))).toBe(false);
  const staged = await files.stage(streamOf('one', 'two'), { expectedDigest: `sha256:${sha256('onetwo')}` });
  expect(staged).toEqual({ path: files.path(sha256('onetwo')), size: 6, sha256: sha256('onetwo') });
  expect(await files.has(staged.sha256)).toBe(true);
  expect(await readFile(staged.path, 'utf8')).toBe('onetwo');
});

test('without an announced digest whatever arrives is kept under its own', async () => {
  const files = makeStaging(root).of('acme/release/v2');
  const { sha256: digest } = await files.stage(Readable.from([Buffer.from('old')]), { expectedDigest: null });
  expect(digest).toBe(sha256('old'));
});

test('a file that is not what was announced is not kept, and the error says both', async () => {
  const files = makeStaging(root).of('acme/release/v3');
  const staging = files.stage(streamOf('evil'), { expectedDigest: `sha256:${sha256('good')}` });
  await expect(staging).rejects.toThrow(DigestMismatch);
  await expect(staging).rejects.toThrow(
    `What arrived (4 bytes) has the digest sha256:${sha256('evil')}, but sha256:${sha256('good')} was announced`,
  );
  expect(await readdir(join(files.path(sha256('good')), '..'))).toEqual([]);
});

test('a stream that breaks off leaves nothing', async () => {
  const files = makeStaging(root).of('acme/release/v4');
  async function* broken() {
    yield await Promise.resolve(new TextEncoder().encode('half'));
    throw new Error('the connection broke');
  }
  await expect(files.stage(broken(), { expectedDigest: null })).rejects.toThrow('the connection broke');
  expect(await readdir(join(files.path(sha256('')), '..'))).toEqual([]);
});

test('what an earlier process staged is found, unless a power cut has taken bytes of it away', async () => {
  const earlier = makeStaging(root).of('acme/release/v8');
  const whole = await earlier.stage(streamOf('whole'), { expectedDigest: null });
  const cut = await earlier.stage(streamOf('cut short'), { expectedDigest: null });
  await writeFile(cut.path, '\0\0\0');

  const later = makeStaging(root).of('acme/release/v8');
  expect(await later.has(whole.sha256)).toBe(true);
  expect(await later.has(cut.sha256)).toBe(false);
  expect(await readdir(dirname(cut.path))).toEqual([whole.sha256]);
});

test('what a crash left half written goes after a day when the folder is used again', async () => {
  const path = makeStaging(root).of('acme/release/v7').path(sha256('content'));
  await makeStaging(root).of('acme/release/v7').stage(streamOf('content'), { expectedDigest: null });
  for (const [name, hours] of [
    ['.incoming-old', 25],
    ['.incoming-young', 23],
  ] as const) {
    await writeFile(join(path, '..', name), 'half');
    const then = new Date(Date.now() - hours * 3_600_000);
    await utimes(join(path, '..', name), then, then);
  }
  await makeStaging(root).of('acme/release/v7').stage(streamOf('other'), { expectedDigest: null });
  expect((await readdir(join(path, '..'))).toSorted()).toEqual(
    ['.incoming-young', sha256('content'), sha256('other')].toSorted(),
  );
  await makeStaging(root).discard('acme/release/v7');
  await expect(readdir(join(path, '..'))).rejects.toThrow('ENOENT');
});

test('the same file staged by two at once is there once', async () => {
  const files = makeStaging(root).of('acme/release/v5');
  const both = await Promise.all([1, 2].map(() => files.stage(streamOf('same'), { expectedDigest: null })));
  expect(both[0]).toEqual(both[1]);
  expect(await readdir(join(files.path(sha256('')), '..'))).toEqual([sha256('same')]);
});

test('discarding a train leaves the files of others', async () => {
  const staging = makeStaging(root);
  // Alike once their names are made harmless.
  const [one, other] = [staging.of('acme/release/v6-1'), staging.of('acme/release-v6/1')];
  for (const files of [one, other]) await files.stage(streamOf('content'), { expectedDigest: null });
  await staging.discard('acme/release/v6-1');
  expect(await one.has(sha256('content'))).toBe(false);
  expect(await other.has(sha256('content'))).toBe(true);
  await staging.discard('acme/release/v6-1');
});

test.each(['..', '../../etc', 'long/'.repeat(36), 'a:b+c'])(
  'a train called %s stays inside the folder',
  async (train) => {
    const { path } = await makeStaging(root).of(train).stage(streamOf('x'), { expectedDigest: null });
    expect(path.startsWith(`${root}/`)).toBe(true);
    expect((await stat(path)).size).toBe(1);
  },
);

test.each(['../secret', `sha256:${sha256('')}`, ''])('%s is refused where a bare SHA-256 is asked for', (text) => {
  expect(() => makeStaging(root).of('train').path(text)).toThrow('no SHA-256');
});

test('memory stays flat however big the file is', { timeout: 60_000 }, async () => {
  const chunk = randomBytes(1024 * 1024);
  let peak = 0;
  async function* big() {
    for (let count = 0; count < 256; count += 1) {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
      yield await Promise.resolve(chunk);
    }
  }
  const before = process.memoryUsage().arrayBuffers;
  const { size } = await makeStaging(root).of('big').stage(big(), { expectedDigest: null });
  expect(size).toBe(256 * 1024 * 1024);
  expect(peak - before).toBeLessThan(32 * 1024 * 1024);
});

/** As if nothing had changed in the train's folder for so many days. */
async function age(files: StagedFiles, days: number): Promise<void> {
  const then = new Date(Date.now() - days * 24 * 3_600_000);
  await utimes(dirname(files.path(sha256(''))), then, then);
}

test('a sweep removes the folders of trains in which nothing has changed for a week, and no other', async () => {
  const folder = await mkdtemp(join(root, 'swept-'));
  const staging = makeStaging(folder);
  const [dead, alive] = [staging.of('acme/release/v1'), staging.of('acme/release/v2')];
  for (const files of [dead, alive]) await files.stage(streamOf('content'), { expectedDigest: null });
  await age(dead, 8);
  await age(alive, 6);
  await staging.sweep();
  expect([await dead.has(sha256('content')), await alive.has(sha256('content'))]).toEqual([false, true]);
  await makeStaging(join(folder, 'never-made')).sweep();
});

describe('with a bound', () => {
  const content = (letter: string) => letter.repeat(40);

  test('a file that would go beyond it is refused with what to do, and what was staged stays', async () => {
    const folder = await mkdtemp(join(root, 'bounded-'));
    const staging = makeStaging(folder, 100);
    const files = staging.of('acme/release/v1');
    await files.stage(streamOf(content('a')), { expectedDigest: null });
    await staging.of('acme/release/v2').stage(streamOf(content('b')), { expectedDigest: null });
    const staged = files.stage(streamOf(content('c').slice(20), content('c')), { expectedDigest: null });
    await expect(staged).rejects.toThrow(StagingFull);
    await expect(staged).rejects.toThrow(`${folder} holds the 100 bytes that it may`);
    await expect(staged).rejects.toThrow('CASCADE_STAGING_GIB');
    expect(await readdir(dirname(files.path(sha256(''))))).toEqual([sha256(content('a'))]);
  });

  test('there is room again once another train has ended', async () => {
    const staging = makeStaging(await mkdtemp(join(root, 'bounded-')), 100);
    for (const letter of ['a', 'b']) {
      await staging.of(`acme/release/${letter}`).stage(streamOf(content(letter)), { expectedDigest: null });
    }
    const third = () => staging.of('acme/release/c').stage(streamOf(content('c')), { expectedDigest: null });
    await expect(third()).rejects.toThrow(StagingFull);
    await staging.discard('acme/release/a');
    expect(await third()).toMatchObject({ size: 40 });
  });

  test('dead trains make room before a file is refused', async () => {
    const staging = makeStaging(await mkdtemp(join(root, 'bounded-')), 100);
    const [dead, alive] = [staging.of('acme/release/v1'), staging.of('acme/release/v2')];
    await dead.stage(streamOf(content('a'), content('b')), { expectedDigest: null });
    await age(dead, 8);
    await alive.stage(streamOf(content('c')), { expectedDigest: null });
    expect(await dead.has(sha256(content('a') + content('b')))).toBe(false);
  });

  test('what another process has staged counts, too', async () => {
    const folder = await mkdtemp(join(root, 'bounded-'));
    const [one, other] = [makeStaging(folder, 100), makeStaging(folder, 100)];
    await one.of('acme/release/v1').stage(streamOf(content('a')), { expectedDigest: null });
    await other.of('acme/release/v2').stage(streamOf(content('b')), { expectedDigest: null });
    const third = one.of('acme/release/v1').stage(streamOf(content('c')), { expectedDigest: null });
    await expect(third).rejects.toThrow(StagingFull);
  });
});
