import { expect, test } from 'vitest';
import { maskSecrets, rememberSecret } from '../../src/telemetry/mask.ts';

const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n+/abc=\n-----END RSA PRIVATE KEY-----';

test.each([
  ['a classic token', 'token ghp_16C7e42F292c6912E7710c838347Ae178B4a was refused', 'token ghp_[masked] was refused'],
  ['a fine-grained token', 'github_pat_11ABCDEFG0_aBcDeFgHiJ is it', 'github_pat_[masked] is it'],
  ['an installation token', '"ghs_16C7e42F292c6912E7710c838347Ae178B4a"', '"ghs_[masked]"'],
  [
    'a token of our own API',
    'cascade_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef!',
    'cascade_[masked]!',
  ],
  ['a header', 'authorization: Bearer abc.def-123456', 'authorization: Bearer [masked]'],
  ['a header of the older kind', 'Authorization: token 0123456789abcdef', 'Authorization: token [masked]'],
  ['basic credentials', 'Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic [masked]'],
  ['a JSON web token', 'jwt eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxMjM0In0.c2lnbmF0dXJl!', 'jwt [masked]!'],
  [
    'a signed address',
    'GET https://store.example/a.zip?se=2026-11-21&sig=abc%3D (403)',
    'GET https://store.example/a.zip?[masked] (403)',
  ],
  [
    'an address signed for S3',
    '<https://s3.example/a?X-Amz-Credential=x&X-Amz-Signature=y>',
    '<https://s3.example/a?[masked]>',
  ],
  ['a private key', `key ${PEM} of the App`, 'key [masked RSA PRIVATE KEY] of the App'],
  ['a private key in JSON', JSON.stringify({ key: PEM }), '{"key":"[masked RSA PRIVATE KEY]"}'],
  ['a private key that was cut off', PEM.slice(0, 50), '[masked RSA PRIVATE KEY]'],
  ['a password in an address', 'postgres://cascade:hunter2@db:5432/cascade', 'postgres://[masked]@db:5432/cascade'],
])('%s is masked, and the rest stays readable', (_, text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

test.each([
  'See https://docs.github.com/rest?apiVersion=2022-11-28#pagination',
  'https://api.github.com/repos/acme/library/actions/runs?per_page=100&page=2',
  'the token has expired; a bearer token is needed',
  'cascade:acme/release/v1.4.0/library#1.0123abcd',
])('text without a secret stays as it is: %s', (text) => {
  expect(maskSecrets(text)).toBe(text);
});

test('all secrets of a text are masked', () => {
  expect(maskSecrets('ghp_aaaaaaaaaaaa and ghp_bbbbbbbbbbbb')).toBe('ghp_[masked] and ghp_[masked]');
});

test('a secret that was made known is masked wherever it shows up, however it is spelt there', () => {
  rememberSecret('hunter2 "and" more');
  expect(maskSecrets('it is hunter2 "and" more')).toBe('it is [masked]');
  expect(maskSecrets(JSON.stringify({ secret: 'hunter2 "and" more' }))).toBe('{"secret":"[masked]"}');
  expect(maskSecrets(`?secret=${encodeURIComponent('hunter2 "and" more')}&page=2`)).toBe('?secret=[masked]&page=2');
});

test('of two secrets that begin alike both are masked whole', () => {
  rememberSecret('open-sesame');
  rememberSecret('open-sesame-twice');
  expect(maskSecrets('open-sesame-twice, open-sesame')).toBe('[masked], [masked]');
});

test('what is too short to be told from innocent words is not masked', () => {
  rememberSecret('release');
  expect(maskSecrets('a release')).toBe('a release');
});

test('a secret that has expired is forgotten', () => {
  rememberSecret('good-until-yesterday', Date.now() - 1000);
  rememberSecret('another-secret');
  expect(maskSecrets('good-until-yesterday')).toBe('good-until-yesterday');
});
