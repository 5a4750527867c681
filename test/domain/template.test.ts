import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillTemplate, placeholders } from '../../src/domain/template.ts';

test('placeholders are named once each, in order', () => {
  expect(placeholders('{name}-{version}-{name}.{ext_2}')).toEqual(['name', 'version', 'ext_2']);
});

test.each(['', 'plain', '{}', '{Name}', '{2x}', '{a b}', '${', '{{', '{_a}'])(
  'there is no placeholder in %j',
  (text) => {
    expect(placeholders(text)).toEqual([]);
    expect(fillTemplate(text, { name: 'x', a: 'y' })).toBe(text);
  },
);

test('values are put in wherever they are named', () => {
  expect(fillTemplate('{name}-{version}/{name}', { name: 'node', version: 'v1.4.0' })).toBe('node-v1.4.0/node');
});

test('an empty value is a value', () => {
  expect(fillTemplate('a{x}b', { x: '' })).toBe('ab');
});

test.each(['{unknown}', '{constructor}'])('%s, which has no value, stays as it is', (text) => {
  expect(fillTemplate(text, {})).toBe(text);
});

test('what is put in is not read as a template, nor as a pattern', () => {
  expect(fillTemplate('{a}{b}', { a: '{b}$&', b: '$1' })).toBe('{b}$&$1');
});

test('with a value for each placeholder, none is left', () => {
  const value = fc.stringMatching(/^[A-Z]+$/);
  fc.assert(
    fc.property(fc.string(), fc.array(fc.constantFrom('{sha}', '{ref}', '-')), value, (text, parts, filled) => {
      const template = [...parts, text].join('');
      const values = Object.fromEntries(placeholders(template).map((name) => [name, filled]));
      expect(placeholders(fillTemplate(template, values))).toEqual([]);
    }),
  );
});
