import { expect, test } from 'vitest';

import { Description } from '../../../simulator/openapi/description.ts';
import { unknownKeys } from '../../../simulator/openapi/unknown-keys.ts';

const schemas = {
  user: { type: 'object', properties: { login: { type: 'string' } } },
  free: { type: 'object', additionalProperties: true },
  run: {
    type: 'object',
    properties: {
      id: { type: 'integer' },
      actor: { $ref: '#/schemas/user' },
      jobs: { type: 'array', items: { $ref: '#/schemas/user' } },
      payload: { $ref: '#/schemas/free' },
      either: { oneOf: [{ $ref: '#/schemas/user' }, { type: 'object', properties: { name: {} } }] },
      both: { allOf: [{ $ref: '#/schemas/user' }, { properties: { name: {} } }] },
      anything: {},
    },
  },
  empty: { type: 'object', properties: {}, additionalProperties: false },
};

test.each([
  ['run', { id: 1, actor: { login: 'a' } }, []],
  ['run', { idd: 1 }, ['/idd']],
  ['run', { actor: { login: 'a', nmae: 'b' } }, ['/actor/nmae']],
  ['run', { jobs: [{ login: 'a' }, { logon: 'b' }] }, ['/jobs/1/logon']],
  ['run', { payload: { what: { ever: 1 } } }, []],
  ['run', { either: { name: 'a' } }, []],
  ['run', { either: { other: 'a' } }, ['/either/other']],
  ['run', { both: { login: 'a', name: 'b', other: 'c' } }, ['/both/other']],
  ['run', { anything: { at: 'all' } }, []],
  ['empty', { some: 1 }, ['/some']],
])('of %s, %j has the unknown keys %j', (name, value, unknown) => {
  const description = new Description({ schemas });
  const schema = description.at('schemas', name);
  if (schema === undefined) throw new Error(`There is no schema ${name}`);
  expect(unknownKeys(description, schema, value)).toEqual(unknown);
});
