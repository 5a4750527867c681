import type { FastifyBaseLogger } from 'fastify';
import type { StoredToken, TokenStore } from '../../domain/access/token-store.ts';

/** Whom the API lets in. */
export interface Access {
  readonly tokens: readonly StoredToken[];
  /** Whether being on this machine suffices: only as long as there never was a token. */
  readonly loopback: boolean;
}

/**
 * Asks the store for its tokens whenever somebody calls. Where it can't tell, the last that it told still count, and the
 * log says so once. When the last token goes, nobody gets in: a removed file must not open what it closed. Throws where
 * the store can't tell at the start.
 */
export async function followTokens(store: TokenStore, log: FastifyBaseLogger): Promise<() => Promise<Access>> {
  const first = await store.list();
  let access: Access = { tokens: first, loopback: first.length === 0 };
  let told: string | null = null;
  return async () => {
    try {
      const tokens = await store.list();
      access = { tokens, loopback: access.loopback && tokens.length === 0 };
      if (told !== null) log.info('The tokens can be read again');
      told = null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told) log.error(`${reason} Until then those count that were there before.`);
      told = reason;
    }
    return access;
  };
}
