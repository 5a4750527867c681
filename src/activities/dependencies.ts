import type { Seal } from '../domain/approvals/seal.ts';
import type { ParsedVersions } from '../config/versions-toml.ts';
import type { Chain } from '../domain/chain.ts';
import type { VersionsUpdate } from '../config/versions-toml-update.ts';
import type { Timings } from '../domain/timings.ts';
import type { Admissions } from '../engine/admissions.ts';
import type { EarlierBuilds } from '../engine/earlier-builds.ts';
import type { RunningTrains } from '../engine/running-trains.ts';
import type { Orphans } from '../engine/orphans.ts';
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
  /** Knows the votes that the API vouches for; `null` where there is no secret for it. */
  readonly seal: Seal | null;
  readonly timings: Timings;
  /** What the environment says in a variable that a chain names for an address or a secret; `null` where it says nothing. */
  readonly variable: (name: string) => string | null;
  /** The page of a train in Temporal, for those who are told of it; `null` where none is configured. */
  readonly trainLink: (train: string) => string | null;
  readonly turns: Turns;
  readonly admissions: Admissions;
  readonly orphans: Orphans;
  readonly earlierBuilds: EarlierBuilds;
  readonly runningTrains: RunningTrains;
  /** Reads the configured chains anew. Throws with every problem where the configuration is not in order. */
  readonly loadChains: () => Promise<readonly Chain[]>;
  /** Reads the text of a `versions.toml`, and writes into it. */
  readonly versions: {
    readonly read: (text: string) => ParsedVersions;
    readonly update: (text: string, updates: Readonly<Record<string, VersionsUpdate>>) => string;
  };
}

/** What a process brings; the rest comes with the connection to the engine. */
export type ProcessDependencies = Omit<
  Dependencies,
  'trainLink' | 'turns' | 'admissions' | 'orphans' | 'earlierBuilds' | 'runningTrains'
> & {
  /** Base address of Temporal's web UI, for links; `null` where it isn't configured. */
  readonly temporalUi: string | null;
};
