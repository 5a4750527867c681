import type { ProvedVote } from './gate.ts';

/** How long after it was sealed a vote may be checked, and how far clocks may be apart; in milliseconds. */
export const SEALED_FOR = 5 * 60_000;

/** A vote of somebody whom the API knows. */
export type SealedVote = Extract<ProvedVote, { readonly type: 'api' }>;

/** The text of which a vote's `mac` is the mark: everything that it says, and where. */
export function sealedText(train: string, { vote, name, at }: Omit<SealedVote, 'type' | 'mac'>): string {
  const { gate, verdict, emergency, why, plan } = vote;
  return JSON.stringify(['cascade vote', train, gate, verdict, emergency, why, plan, name, at]);
}
