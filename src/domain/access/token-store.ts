import type { Scope } from './scope.ts';

/** A token as it is kept: by its digest, from which nobody can make the token again. Times are milliseconds since the epoch. */
export interface StoredToken {
  /** The identity that approvals and the audit trail show. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** SHA-256 of the token, as hexadecimal digits. */
  readonly sha256: string;
  readonly createdAt: number;
  /** From when on it counts for nothing; `null` where it doesn't expire. */
  readonly expiresAt: number | null;
}

/** Where tokens are kept. Names are unique in it. */
export interface TokenStore {
  /** Every token, expired ones too. Throws where they can't be read, in words. */
  list(): Promise<readonly StoredToken[]>;
  /** Keeps another token; `false`, and nothing is changed, where one has that name. */
  add(token: StoredToken): Promise<boolean>;
  /** Forgets a token; `false` where none has that name. */
  remove(name: string): Promise<boolean>;
}

/** What a token may be called: short, and without blanks, so that it reads well in a line and is no sentence. */
export const TOKEN_NAME = /^[A-Za-z0-9][A-Za-z0-9._@+-]{0,62}$/;

/** Whether a token counts for nothing any more. */
export function isExpired({ expiresAt }: Pick<StoredToken, 'expiresAt'>, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}
