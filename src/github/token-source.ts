import type { RepositoryName } from './port.ts';

/** Where the tokens come from that requests are signed with. */
export interface TokenSource {
  /** The token for requests about this repository; `null` stands for requests about none. */
  token(repository: RepositoryName | null): Promise<string>;
  /**
   * Told that GitHub refused the token (401), for the nth time for one request. Answers whether sending again can help,
   * once it can.
   */
  refused(repository: RepositoryName | null, token: string, times: number): Promise<boolean>;
}

/** The same token for everything; where GitHub refuses it there is no other. */
export function personalToken(token: string): TokenSource {
  return { token: () => Promise.resolve(token), refused: () => Promise.resolve(false) };
}
