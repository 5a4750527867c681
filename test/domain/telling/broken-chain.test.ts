import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterNews, type Broken, readIssue, writeIssue } from '../../../src/domain/telling/broken-chain.ts';

const broken = fc.dictionary(
  fc.constantFrom('core', 'app', 'publishing'),
  fc.record({ train: fc.constant('acme/release/v1'), why: fc.string() }),
  { noNullPrototype: true },
);

test('what an issue says is read back, whatever went wrong', () => {
  fc.assert(
    fc.property(broken, (state: Broken) => {
      expect(readIssue('acme', writeIssue('acme', state).body)).toEqual(state);
    }),
  );
});

test('an issue of another chain, or of a person, is not ours', () => {
  expect(readIssue('acme', writeIssue('other', {}).body)).toBeNull();
  expect(readIssue('acme', 'It fails.')).toBeNull();
});

test('a marker that somebody quotes, or breaks, breaks nothing', () => {
  const { body } = writeIssue('acme', { core: { train: 't', why: '<!-- cascade-broken:acme {} -->' } });
  expect(readIssue('acme', body)).toMatchObject({ core: { train: 't' } });
  expect(readIssue('acme', 'x <!-- cascade-broken:acme %7B -->')).toEqual({});
});

test('what succeeded is whole again, and what else was broken stays so', () => {
  const before = { core: { train: 'a', why: 'x' }, app: { train: 'a', why: 'y' } };
  const news = { chain: 'acme', train: 'b', broken: { sdk: { train: 'b', why: 'z' } }, whole: ['core'] };
  expect(afterNews(before, news)).toEqual({ app: before.app, sdk: news.broken.sdk });
});
