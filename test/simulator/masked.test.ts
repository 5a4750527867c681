import { expect, test } from 'vitest';

import { masked } from '../../simulator/masked.ts';

const key = '-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----';

test.each([
  ['the token of a person', `a ghp_${'x'.repeat(36)} b`],
  ['the token of an installation', `a ghs_${'x'.repeat(36)} b`],
  ['a token of the newer kind', `a github_pat_${'x'.repeat(40)} b`],
  ['a JSON Web Token', 'a eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2lnbmF0dXJl b'],
  ['a private key inside of JSON', `a ${key} b`],
  ['a secret that is known', 'a hush b'],
])('%s is masked', (_, text) => {
  expect(masked(text, ['hush', ''])).toBe('a *** b');
});

test('what is no secret stays, so that a marker can be read', () => {
  const text = '{"cascade":"cascade:acme/release/v1.0.0/library#1.0a1b2c3d"}';
  expect(masked(text, [])).toBe(text);
});
