import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAlias, isTrainId } from '../../src/domain/ids.ts';
import {
  findMarker,
  findReleaseMarker,
  formatMarker,
  formatReleaseMarker,
  withoutReleaseMarker,
  withReleaseMarker,
  type Marker,
  markerSubject,
} from '../../src/domain/marker.ts';

const marker: Marker = { train: 'acme/release/v1.4.0+7', alias: 'node', attempt: 2, digest: '0a1b2c3d' };
const text = 'cascade:acme/release/v1.4.0+7/node#2.0a1b2c3d';

const digests = fc.stringMatching(/^[0-9a-f]{8}$/);
const trains = fc.stringMatching(/^[A-Za-z0-9._:/+-]{1,40}$/).filter(isTrainId);

const markers = fc.record<Marker>({
  train: trains,
  alias: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/).filter(isAlias),
  attempt: fc.integer({ min: 1, max: 9_999 }),
  digest: digests,
});

test('a marker names train, alias, attempt and digest', () => {
  expect(formatMarker(marker)).toBe(text);
});

test('every marker is read back as it was, also inside another text', () => {
  const surroundings = fc.constantFrom(
    ['', ''],
    ['Build of node ', ''],
    ['(', ')'],
    ['[', '] by Alice'],
    ['"', '"'],
    ['a\n', '\nb'],
  );
  fc.assert(
    fc.property(markers, surroundings, (any, [before, after]) => {
      expect(findMarker(`${before}${formatMarker(any)}${after}`)).toEqual(any);
    }),
  );
});

test('of several markers the first is found', () => {
  expect(findMarker(`${text} ${text.replace('#2', '#3')}`)).toEqual(marker);
});

test('a broken marker does not hide a whole one behind it', () => {
  expect(findMarker(`cascade:node#1 ${text}`)).toEqual(marker);
});

describe('there is no marker in a near miss', () => {
  test.each([
    ['no alias', 'cascade:node#1.0a1b2c3d'],
    ['no train', 'cascade:/node#1.0a1b2c3d'],
    ['no attempt', 'cascade:acme/node.0a1b2c3d'],
    ['attempt zero', 'cascade:acme/node#0.0a1b2c3d'],
    ['a leading zero', 'cascade:acme/node#01.0a1b2c3d'],
    ['no digest', 'cascade:acme/node#1'],
    ['a short digest', 'cascade:acme/node#1.0a1b2c3'],
    ['a long digest', 'cascade:acme/node#1.0a1b2c3d4'],
    ['a digest in upper case', 'cascade:acme/node#1.0A1B2C3D'],
    ['a space', 'cascade:acme /node#1.0a1b2c3d'],
    ['another word', 'Cascade:acme/node#1.0a1b2c3d'],
    ['the end of a longer word', 'mycascade:acme/node#1.0a1b2c3d'],
    ['nothing', ''],
  ])('%s', (_, nearMiss) => {
    expect(findMarker(nearMiss)).toBeNull();
  });
});

test('a long text that is almost a marker is read through quickly', () => {
  const long = `cascade:${'a/'.repeat(50_000)}`;
  expect(findMarker(`${long} ${text}`)).toEqual(marker);
});

test('the subject of a digest depends on everything but the order of the inputs', () => {
  const subject = markerSubject('run-1', 'c', { a: '1', b: '2' });
  expect(markerSubject('run-1', 'c', { b: '2', a: '1' })).toBe(subject);
  const others = [
    markerSubject('run-2', 'c', { a: '1', b: '2' }),
    markerSubject('run-1', 'd', { a: '1', b: '2' }),
    markerSubject('run-1', 'c', { a: '1', b: '3' }),
    markerSubject('run-1', 'c', { a: '1' }),
    markerSubject('run-1', 'c', { a: '2', b: '1' }),
  ];
  expect(new Set([subject, ...others]).size).toBe(6);
});

test('the marker of a release is found in its notes', () => {
  fc.assert(
    fc.property(trains, digests, (train, digest) => {
      expect(findReleaseMarker(`# v1.4.0\n${formatReleaseMarker(train, digest)}\n`)).toEqual({ train, digest });
    }),
  );
});

test('a seal in the marker is found, and is no part of what people read', () => {
  const marker = { train: 'acme/release/v1.4.0', digest: '0a1b2c3d', seal: '0123456789abcdef' };
  const sealed = withReleaseMarker('# v1.4.0', marker);
  expect(findReleaseMarker(sealed)).toEqual(marker);
  expect(withoutReleaseMarker(sealed).trim()).toBe('# v1.4.0');
});

test('notes have one marker, in its place', () => {
  const marked = `before\n${formatReleaseMarker('acme/release/v1.4.0', '0a1b2c3d', '0123456789abcdef')}\nafter`;
  const other = { train: 'acme/release/v1.4.0', digest: '11111111' };
  expect(withReleaseMarker(marked, other)).toBe(`before\n${formatReleaseMarker(other.train, other.digest)}\nafter`);
});

test.each(['', 'cascade-release:acme.0a1b2c3d', '<!-- cascade-release:acme -->', text])(
  'notes without a marker were made by no train: %j',
  (notes) => {
    expect(findReleaseMarker(notes)).toBeNull();
  },
);
