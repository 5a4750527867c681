import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DigestMismatch, makeStaging } from '../../src/artifacts/staging.ts';

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

test('a sweep removes the folders of trains in which nothing has changed for long, and no other', async () => {
  const folder = await mkdtemp(join(root, 'swept-'));
  const staging = makeStaging(folder);
  await staging.of('acme/release/v1').stage(streamOf('old'), { expectedDigest: null });
  const [old = ''] = await readdir(folder);
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(join(folder, old), longAgo, longAgo);
  await staging.of('acme/release/v2').stage(streamOf('new'), { expectedDigest: null });
  await staging.sweep(1_800_000);
  expect([
    await staging.of('acme/release/v1').has(sha256('old')),
    await staging.of('acme/release/v2').has(sha256('new')),
  ]).toEqual([false, true]);
  await makeStaging(join(folder, 'never-made')).sweep(0);
});
