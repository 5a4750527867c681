import { setTimeout as pause } from 'node:timers/promises';
import { HeldBack } from './unsent.ts';

/** Gives every write its turn. */
export interface WriteTurns {
  /** Resolves when it may be sent; throws `HeldBack` where that would take long, and then it holds no place. */
  take(kind: WriteKind): Promise<void>;
}

export type WriteKind = 'write' | 'release';

/** Milliseconds between two writes, and between two that make a release, which notify people. */
export type WriteSpacing = Readonly<Record<WriteKind, number>>;

/** The longest that a write waits in here; the engine waits for the rest, which costs no place in a worker. */
const PATIENCE = 5000;

/** Turns for the writes of one account: GitHub asks for distance between them. Reads take none. */
export function makeWriteTurns(spacing: WriteSpacing): WriteTurns {
  /** When the next of each kind may leave, by the process's own clock; everything that makes a release is a write, too. */
  const free = { write: 0, release: 0 };
  /** Up to where those that were sent away have been told to come back: each a time of its own, not all at once. */
  let told = 0;

  return {
    async take(kind) {
      const now = performance.now();
      const turn = Math.max(now, free.write, kind === 'release' ? free.release : 0);
      if (turn - now > PATIENCE) {
        told = Math.max(turn, told + spacing[kind]);
        throw new HeldBack('other writes are before it', Math.ceil(Date.now() + told - now));
      }
      free.write = turn + spacing.write;
      if (kind === 'release') free.release = turn + spacing.release;
      if (turn > now) await pause(turn - now);
    },
  };
}
