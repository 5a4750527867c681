import { describe, expect, test } from 'vitest';
import {
  digestArtifacts,
  fillImage,
  imageChecksums,
  imageName,
  parseImageDigest,
  pullReference,
  withoutDigests,
} from '../../../src/domain/release/images.ts';
import { artifact } from '../../support/actions-runs.ts';

const DIGEST = `sha256:${'a1'.repeat(32)}`;
const VALUES = { alias: 'app', version_number: '1.4.0' };
const IMAGE = { name: 'ghcr.io/acme/{alias}', tag: '{version_number}', digest: '{alias}-digest' };
const published = { alias: 'app', reference: 'localhost:5000/acme/app:1.4.0', digest: DIGEST };

test('the templates of an image come to its reference, and to the artifact with its digest', () => {
  expect(fillImage(IMAGE, VALUES)).toEqual({ reference: 'ghcr.io/acme/app:1.4.0', artifact: 'app-digest' });
});

test('one digest may be that of several images, and is asked for once', () => {
  expect(digestArtifacts([IMAGE, { ...IMAGE, name: 'docker.io/acme/{alias}' }], VALUES)).toEqual(['app-digest']);
});

test('what says a digest is no file of the release, though a pattern would find it', () => {
  const left = [artifact('app-digest'), artifact('app.zip')];
  expect(withoutDigests(left, [IMAGE], VALUES).map(({ name }) => name)).toEqual(['app.zip']);
});

describe('a text is a digest', () => {
  test.each([DIGEST, `${DIGEST}\n`, ` ${DIGEST}\r\n`])('as it is, or with white space around it: %j', (text) => {
    expect(parseImageDigest(text)).toBe(DIGEST);
  });
  test.each(['', DIGEST.slice(0, -1), `${DIGEST}0`, DIGEST.replace('a', 'A'), `${DIGEST}\n${DIGEST}`])(
    'and nothing else: %j',
    (text) => {
      expect(parseImageDigest(text)).toBeNull();
    },
  );
});

test('an image is named without its tag, and with the port of its registry', () => {
  expect(imageName(published)).toBe('localhost:5000/acme/app');
  expect(pullReference(published)).toBe(`localhost:5000/acme/app@${DIGEST}`);
  expect(imageChecksums([published])).toEqual([{ name: 'localhost:5000/acme/app', sha256: 'a1'.repeat(32) }]);
});
