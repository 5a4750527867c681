import { expect, it } from 'vitest';
import { findTrainTrailer, formatTrainTrailer } from '../../src/domain/train-trailer.ts';

const TRAILER = formatTrainTrailer('acme/release/v1.4.0');

it.each([
  ['in the last paragraph', `Versions\n\n${TRAILER}`, 'acme/release/v1.4.0'],
  ['beside other trailers', `Versions\n\nSigned-off-by: a\n${TRAILER}\nReviewed-by: b\n\n`, 'acme/release/v1.4.0'],
  ['quoted further up', `Undo what has\n\n${TRAILER}\n\nin its message`, null],
  ['quoted in a line', `Undo the commit with ${TRAILER}`, null],
  ['of a train that can not exist', 'Versions\n\nCascade-Train: acme/release/ü', null],
  ['that is not there', 'Versions', null],
])('the trailer of a train %s', (_, message, train) => {
  expect(findTrainTrailer(message)).toBe(train);
});
