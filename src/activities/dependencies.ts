import type { ParsedVersions } from '../config/versions-toml.ts';
import type { Chain } from '../domain/chain.ts';
import type { VersionsUpdate } from '../config/versions-toml-update.ts';
import type { Timings } from '../domain/timings.ts';
import type { EarlierBuilds } from '../engine/earlier-builds.ts';
import type { Turns } from '../engine/turns.ts';
import type { GitHub } from '../github/port.ts';
import type { Signer } from '../artifacts/signing.ts';
import type { Staging } from '../artifacts/staging.ts';
import type { Store } from '../artifacts/store.ts';

/** What activities act on. Made once a process by `src/app`. */
export interface Dependencies {
  readonly github: GitHub;
  readonly staging: Staging;
  /** Keeps collected files for later trains; `null` where none are kept. */
  readonly store: Store | null;
  /** Signs releases; `null` where there is no key. */
  readonly signer: Signer | null;
  readonly timings: Timings;
  readonly turns: Turns;
  readonly earlierBuilds: EarlierBuilds;
  /** Reads the configured chains anew. Throws with every problem where the configuration is not in order. */
  readonly loadChains: () => Promise<readonly Chain[]>;
  /** Reads the text of a `versions.toml`, and writes into it. */
  readonly versions: {
    readonly read: (text: string) => ParsedVersions;
    readonly update: (text: string, updates: Readonly<Record<string, VersionsUpdate>>) => string;
  };
}

/** What a process brings; the rest comes with the connection to the engine. */
export type ProcessDependencies = Omit<Dependencies, 'turns' | 'earlierBuilds'>;
