import { createHash, randomBytes } from 'node:crypto';

/** What tokens begin with, so that people and scanners for secrets know one where they see it. */
const PREFIX = 'cascade_';
const BYTES = 32;
const TOKEN = new RegExp(`^${PREFIX}[0-9a-f]{${BYTES * 2}}$`);

/** A new token of 256 random bits. */
export function makeToken(): string {
  return PREFIX + randomBytes(BYTES).toString('hex');
}

/** Whether the text has the form of a token at all. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * What is kept of a token. A plain SHA-256 is right here, without salt and without the slowness that passwords need:
 * nobody can guess 256 random bits, however quickly each guess is tried.
 */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
