import { describe, expect, test } from 'vitest';
import type { ImageSource } from '../../src/domain/release/images.ts';
import { serve } from '../github/support/loopback.ts';
import { artifact } from '../support/actions-runs.ts';
import { artifactSource } from '../support/publications.ts';
import { servingArtifact, zipOf } from './support/artifacts.ts';
import { TRAIN } from './support/builds.ts';
import { oneTry, perform } from './support/one-try.ts';
import { activitiesAt } from './support/stage.ts';

const DIGEST = `sha256:${'1f'.repeat(32)}`;

function image(announced: string | null = null): ImageSource {
  const stored = artifact('image-digest', { digest: announced });
  return { reference: 'ghcr.io/acme/app:1.4.0', from: artifactSource('app', { artifact: stored }) };
}

async function read(files: Readonly<Record<string, string>>) {
  await using server = await servingArtifact(await zipOf(files));
  const { readImageDigests } = await activitiesAt(server.url);
  return await perform(readImageDigests, { train: TRAIN, images: [image()], digests: 'fail' });
}

test('the digest of an image is what the one file of its artifact says', async () => {
  expect(await read({ 'out/digest.txt': `${DIGEST}\n` })).toEqual({
    images: [{ alias: 'app', reference: 'ghcr.io/acme/app:1.4.0', digest: DIGEST }],
    problems: [],
    expired: [],
    mendable: [],
  });
});

describe('an artifact that says no digest is a problem with its name, the image and what it holds:', () => {
  test.each([
    ['one without a file', {}, 'holds nothing'],
    ['two files', { a: DIGEST, b: DIGEST }, 'holds a of 71 bytes, b of 71 bytes'],
    ['another algorithm', { a: `sha512:${'1f'.repeat(32)}` }, 'holds a of 71 bytes'],
    ['capitals', { a: DIGEST.toUpperCase() }, 'holds a of 71 bytes'],
    ['more than the digest', { a: `ghcr.io/acme/app@${DIGEST}` }, 'holds a of 88 bytes'],
    ['much more', { a: `${DIGEST}${'\n'.repeat(200)}` }, 'holds a of 271 bytes'],
  ])('%s', async (_, files, held) => {
    const { images, problems } = await read(files);
    expect(images).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(held)]);
    expect(problems[0]).toMatch(
      /^app: the artifact image-digest must hold one file with the digest of ghcr\.io\/acme\/app:1\.4\.0/,
    );
  });
});

test('an artifact that is not what GitHub announced is fetched again, and is a problem when it stays so', async () => {
  await using server = await servingArtifact(await zipOf({ digest: DIGEST }));
  const { readImageDigests } = await activitiesAt(server.url);
  const reading = { train: TRAIN, images: [image(`sha256:${'0'.repeat(64)}`)] };
  await expect(perform(readImageDigests, { ...reading, digests: 'warn' })).rejects.toMatchObject({
    name: 'DigestMismatch',
  });
  const last = await oneTry({ attempt: 4 }).perform(readImageDigests, { ...reading, digests: 'warn' });
  expect(last).toEqual({ images: [], problems: [expect.stringMatching(/^app: .*0{64}/)], expired: [], mendable: [] });
  expect((await perform(readImageDigests, { ...reading, digests: 'off' })).images).toHaveLength(1);
});

test('an artifact that has expired is a problem, and named apart', async () => {
  await using server = await serve((_, response) => {
    response.writeHead(410, { 'content-type': 'application/json' }).end('{"message":"Artifact has expired"}');
  });
  const { readImageDigests } = await activitiesAt(server.url);
  const reading = { train: TRAIN, images: [image()], digests: 'fail' } as const;
  const problems = [expect.stringMatching(/^app: .*expired/)];
  expect(await perform(readImageDigests, reading)).toEqual({
    images: [],
    problems,
    expired: ['app'],
    mendable: problems,
  });
});
