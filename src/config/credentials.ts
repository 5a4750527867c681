import { createPrivateKey } from 'node:crypto';
import { readSecret, type Variables } from './secret-variable.ts';

/** What Cascade shows GitHub: a person's token, or the key that a GitHub App makes its own tokens with. */
export type Credentials =
  | { readonly type: 'token'; readonly token: string }
  | {
      readonly type: 'app';
      /** The App's number, or its client id. */
      readonly appId: string;
      /** RSA key as PEM, PKCS#1 (as GitHub hands it out) or PKCS#8. */
      readonly privateKey: string;
    };

/** The credentials that the environment names; `null` where it names none. Whatever is wrong goes to the problems. */
export function readCredentials(variables: Variables, problems: string[]): Credentials | null {
  const token = readSecret('CASCADE_GITHUB_TOKEN', variables, problems);
  const key = readSecret('CASCADE_GITHUB_APP_KEY', variables, problems);
  const appId = variables['CASCADE_GITHUB_APP_ID'];
  if (token !== null && (key !== null || appId !== undefined)) {
    problems.push('CASCADE_GITHUB_TOKEN is set beside a GitHub App (CASCADE_GITHUB_APP_...); keep one of the two');
  }
  if (token !== null) return { type: 'token', token };
  if (key === null && appId === undefined) return null;
  if (appId === undefined) problems.push('CASCADE_GITHUB_APP_KEY is set without CASCADE_GITHUB_APP_ID; set both');
  if (key === null) {
    problems.push(
      'CASCADE_GITHUB_APP_ID is set without CASCADE_GITHUB_APP_KEY or CASCADE_GITHUB_APP_KEY_FILE; set both',
    );
  }
  if (appId === undefined || key === null) return null;
  const privateKey = key.replaceAll('\\n', '\n');
  if (!isPrivateKey(privateKey)) {
    problems.push(
      'CASCADE_GITHUB_APP_KEY is no RSA private key as PEM; take the .pem file that GitHub made for the App',
    );
  }
  return { type: 'app', appId, privateKey };
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
