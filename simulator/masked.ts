/** What GitHub's tokens, JSON Web Tokens and private keys look like, wherever they stand. */
const secretLooking =
  /gh[a-z]_[A-Za-z0-9]{10,}|github_pat_\w{10,}|eyJ[\w-]{5,}\.[\w-]+\.[\w-]+|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----/gs;

/** The text with `***` in place of what looks like a secret, and of the secrets given. */
export function masked(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== '');
  return known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text.replaceAll(secretLooking, '***'));
}
