import type { Vote } from './gate.ts';

/** What a person says to a gate, before anybody knows who it is from. */
export type Ballot =
  /** In the name of whoever hands it in, for whom the API vouches. */
  | { readonly type: 'named'; readonly vote: Vote }
  /** By a statement that was signed in clear. */
  | { readonly type: 'signed'; readonly verdict: Vote['verdict']; readonly statement: string };
