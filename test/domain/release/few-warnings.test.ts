import { expect, test } from 'vitest';
import { fewWarnings } from '../../../src/domain/release/few-warnings.ts';

const warnings = (length: number) => Array.from({ length }, (_, index) => `warning ${index}`);

test('as many warnings as a person reads are all told', () => {
  expect(fewWarnings(warnings(20))).toEqual(warnings(20));
});

test('of more than that the first are told, and where the others are', () => {
  expect(fewWarnings(warnings(5_000))).toEqual([...warnings(20), '4980 more: see manifest.json of the release']);
});
