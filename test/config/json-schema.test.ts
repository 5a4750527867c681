import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { chainJsonSchema } from '../../src/config/json-schema.ts';

const validate = new Ajv({ allErrors: true }).compile(JSON.parse(chainJsonSchema()) as object);

test('the stored schema is the one that the source makes', async () => {
  const stored = await readFile('schemas/cascade.schema.json', 'utf8');
  expect(stored, 'run: node src/config/write-json-schema.ts').toBe(chainJsonSchema());
});

test.each(['minimal/cascade.yml', 'btcdecoded/cascade.yml', 'btcdecoded/governed.yml', 'opensearch/cascade.yml'])(
  'the example %s holds to the schema',
  async (path) => {
    const text = await readFile(`examples/${path}`, 'utf8');
    expect(validate(parse(text)) ? [] : validate.errors).toEqual([]);
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../../schemas/cascade.schema.json');
  },
);

test.each([
  ['an unknown key', { chain: 'a', repositories: {}, extra: 1 }],
  ['a repository without its name', { chain: 'a', repositories: { a: { kind: 'docs' } } }],
  ['a key that is no longer known', { chain: 'a', repositories: {}, webhooks: true }],
  ['an unknown kind of marker', { chain: 'a', repositories: {}, defaults: { build: { marker: 'hidden' } } }],
  ['a wrong duration', { chain: 'a', repositories: {}, poll: 'often' }],
  ['an unknown rule for a dispatch', { chain: 'a', repositories: {}, triggers: { dispatches: ['usual'] } }],
  [
    'a gate that nobody opens',
    { chain: 'a', repositories: {}, gates: [{ name: 'g', before: 'building', approvers: [], threshold: 1 }] },
  ],
  [
    'an unknown key of an artifact',
    { chain: 'a', repositories: { a: { repository: 'a/b', artifacts: [{ name: 'a', x: 1 }] } } },
  ],
])('%s is refused by the schema', (_, data) => {
  expect(validate(data)).toBe(false);
});
