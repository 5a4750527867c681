import type { Chain } from '../domain/chain.ts';
import type { Timings } from '../domain/timings.ts';
import type { Turns } from '../engine/turns.ts';
import type { GitHub } from '../github/port.ts';
import type { Staging } from '../artifacts/staging.ts';

/** What activities act on. Made once a process by `src/app`. */
export interface Dependencies {
  readonly github: GitHub;
  readonly staging: Staging;
  readonly timings: Timings;
  readonly turns: Turns;
  /** Reads the configured chains anew. Throws with every problem where the configuration is not in order. */
  readonly loadChains: () => Promise<readonly Chain[]>;
}

/** What a process brings; the turns come with the connection to the engine. */
export type ProcessDependencies = Omit<Dependencies, 'turns'>;
