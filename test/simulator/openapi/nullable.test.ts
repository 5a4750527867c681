import { expect, test } from 'vitest';

import { withoutNullable } from '../../../simulator/openapi/nullable.ts';

test.each([
  [{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [
    { type: 'string', enum: ['a'], nullable: true },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [{ oneOf: [{ type: 'string' }], nullable: true }, { anyOf: [{ oneOf: [{ type: 'string' }] }, { type: 'null' }] }],
  [{ nullable: true, description: 'anything' }, { description: 'anything' }],
  [
    { type: 'string', nullable: false },
    { type: 'string', nullable: false },
  ],
  [
    { properties: { name: { type: 'string', nullable: true } } },
    { properties: { name: { type: ['string', 'null'] } } },
  ],
])('%j becomes %j', (schema, rewritten) => {
  expect(withoutNullable(schema)).toEqual(rewritten);
});
