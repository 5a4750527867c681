const SECRETS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // GitHub's tokens: ghp_, gho_, ghu_, ghs_, ghr_ and the fine-grained github_pat_.
  [/\b(gh[pousr]_|github_pat_)[A-Za-z0-9_]{8,}/g, '$1[masked]'],
  // Tokens of our own API, also cut off.
  [/\b(cascade_)[0-9a-f]{16,}/g, '$1[masked]'],
  // What follows "Bearer" or "token" in an Authorization header, and the password of "Basic".
  [/\b(bearer|basic|authorization:\s*token)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 [masked]'],
  // JSON web tokens, as an App signs them.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g, '[masked]'],
  // OpenPGP's private keys, whose armour can hold headers such as "Version: 1"; likewise.
  [
    /-----BEGIN PGP (PRIVATE KEY) BLOCK-----(?:(?!-----)[^])*(?:-----END PGP PRIVATE KEY BLOCK-----)?/g,
    '[masked PGP $1]',
  ],
  // Private keys as PEM, also cut off, and with line ends written out as they are in JSON.
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[A-Za-z0-9+/=\s\\]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g, '[masked $1]'],
  // User and password in an address.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, '$1[masked]@'],
];

const ADDRESS = /\bhttps?:\/\/[^\s"'<>)\]}]+/gi;
const SIGNED = /[?&](?:sig|signature|token|access_token|jwt|x-amz-signature|x-amz-credential|x-goog-signature|se|sv)=/i;

/** Shorter ones would be found in innocent words, and hide them. */
const SHORTEST = 8;

/** Secrets that no pattern knows, as they are written; with each the time from which on it is worth nothing. */
const remembered = new Map<string, number>();

/** One secret may begin like another, whose rest would stay. */
let longestFirst: readonly string[] = [];

/** Masks this value from now on, wherever it shows up in the process, until it expires (milliseconds since the epoch). */
export function rememberSecret(value: string, expiresAt = Infinity): void {
  if (value.length < SHORTEST) return;
  const now = Date.now();
  for (const [known, end] of remembered) if (end < now) remembered.delete(known);
  for (const spelling of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
    remembered.set(spelling, expiresAt);
  }
  longestFirst = [...remembered.keys()].sort((a, b) => b.length - a.length);
}

/**
 * The text without tokens, keys, Authorization headers, the query strings of signed addresses and every secret that
 * was made known; safe to log, store and show.
 */
export function maskSecrets(text: string): string {
  const withoutQueries = text.replace(ADDRESS, (address) =>
    SIGNED.test(address) ? `${address.slice(0, address.indexOf('?'))}?[masked]` : address,
  );
  const withoutPatterns = SECRETS.reduce(
    (masked, [pattern, replacement]) => masked.replace(pattern, replacement),
    withoutQueries,
  );
  return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, '[masked]'), withoutPatterns);
}
