import { expect, test } from 'vitest';
import { permits, SCOPES } from '../../../src/domain/access/scope.ts';

test.each(SCOPES)('who may %s may do that and read, and nothing else', (scope) => {
  expect(SCOPES.filter((needed) => permits([scope], needed))).toEqual([...new Set(['read', scope])]);
});

test('who was given nothing may do nothing', () => {
  expect(SCOPES.filter((needed) => permits([], needed))).toEqual([]);
});
