const SECRETS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // GitHub's tokens: ghp_, gho_, ghu_, ghs_, ghr_ and the fine-grained github_pat_.
  [/\b(gh[pousr]_|github_pat_)[A-Za-z0-9_]{8,}/g, '$1[masked]'],
  // What follows "Bearer" or "token" in an Authorization header, and the password of "Basic".
  [/\b(bearer|basic|authorization:\s*token)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 [masked]'],
  // JSON web tokens, as an App signs them.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g, '[masked]'],
  // User and password in an address.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, '$1[masked]@'],
];

const ADDRESS = /\bhttps?:\/\/[^\s"'<>)\]}]+/gi;
const SIGNED = /[?&](?:sig|signature|token|access_token|jwt|x-amz-signature|x-amz-credential|x-goog-signature|se|sv)=/i;

/** The text without tokens, Authorization headers and the query strings of signed addresses; safe to log, store and show. */
export function maskSecrets(text: string): string {
  const withoutQueries = text.replace(ADDRESS, (address) =>
    SIGNED.test(address) ? `${address.slice(0, address.indexOf('?'))}?[masked]` : address,
  );
  return SECRETS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), withoutQueries);
}
