import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCredentials } from '../../src/config/credentials.ts';
import { readEnvironment } from '../../src/config/environment.ts';

const PKCS1 = rsaKey('pkcs1');
const PKCS8 = rsaKey('pkcs8');
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });

const NO_KEY = 'CASCADE_GITHUB_APP_KEY is no RSA private key as PEM; take the .pem file that GitHub made for the App';

function rsaKey(type: 'pkcs1' | 'pkcs8'): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type, format: 'pem' }).toString();
}

test.each([
  ['as GitHub hands it out', PKCS1, PKCS1],
  ['in the newer form', PKCS8, PKCS8],
  ['with its line ends written out', PKCS1.replaceAll('\n', '\\n'), PKCS1],
])('the key of an App may stand in a variable %s', (_, key, privateKey) => {
  const problems: string[] = [];
  const variables = { CASCADE_GITHUB_APP_ID: '12', CASCADE_GITHUB_APP_KEY: key };
  expect(readCredentials(variables, problems)).toEqual({ type: 'app', appId: '12', privateKey });
  expect(problems).toEqual([]);
});

test('the key of an App may stand in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-credentials-'));
  try {
    const file = join(folder, 'key.pem');
    await writeFile(file, PKCS1);
    const variables = { CASCADE_GITHUB_APP_ID: 'Iv23liAbC', CASCADE_GITHUB_APP_KEY_FILE: file };
    expect(readCredentials(variables, [])).toMatchObject({ type: 'app', appId: 'Iv23liAbC', privateKey: PKCS1.trim() });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  [
    { CASCADE_GITHUB_TOKEN: 'a-token', CASCADE_GITHUB_APP_ID: '12', CASCADE_GITHUB_APP_KEY: PKCS1 },
    'CASCADE_GITHUB_TOKEN is set beside a GitHub App (CASCADE_GITHUB_APP_...); keep one of the two',
  ],
  [{ CASCADE_GITHUB_APP_KEY: PKCS1 }, 'CASCADE_GITHUB_APP_KEY is set without CASCADE_GITHUB_APP_ID; set both'],
  [
    { CASCADE_GITHUB_APP_ID: '12' },
    'CASCADE_GITHUB_APP_ID is set without CASCADE_GITHUB_APP_KEY or CASCADE_GITHUB_APP_KEY_FILE; set both',
  ],
  [
    { CASCADE_GITHUB_APP_ID: 'cascade', CASCADE_GITHUB_APP_KEY: PKCS1 },
    '"CASCADE_GITHUB_APP_ID" must be the number of a GitHub App, or its client id, but is "cascade"',
  ],
  [{ CASCADE_GITHUB_APP_ID: '12', CASCADE_GITHUB_APP_KEY: '-----BEGIN RSA PRIVATE KEY-----' }, NO_KEY],
  [{ CASCADE_GITHUB_APP_ID: '12', CASCADE_GITHUB_APP_KEY: elliptic.toString() }, NO_KEY],
] satisfies readonly [Readonly<Record<string, string>>, string][])(
  'credentials that are half there, or there twice, are refused in words (%#)',
  (variables, problem) => {
    expect(readEnvironment(variables)).toEqual({ ok: false, problems: [problem] });
  },
);

test('an environment without credentials has none', () => {
  expect(readCredentials({}, [])).toBeNull();
});
