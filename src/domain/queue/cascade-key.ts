import type { ParameterChoice } from '../expected-artifacts.ts';
import type { Arrival } from './arrivals.ts';

/** What cascades have in common that may travel together. */
export interface CascadeTrack {
  readonly line: string | null;
  readonly parameters: ParameterChoice;
  /** Whether only the changed repositories are built. */
  readonly only: boolean;
}

/** The track as a text that is the same for the same track, and can be read again. */
export function cascadeKey({ line, parameters, only }: CascadeTrack): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ line, parameters: Object.fromEntries(sorted), only });
}

/** The key of the cascades into which a change may go. */
export function trackKey({ line, parameters }: Arrival): string {
  return cascadeKey({ line, parameters, only: false });
}

/** The track of a key that `cascadeKey` wrote. */
export function trackOf(key: string): CascadeTrack {
  return JSON.parse(key) as CascadeTrack;
}

/** The key of a nightly: two of the same parameters are the same. */
export function nightlyKey(parameters: ParameterChoice): string {
  return cascadeKey({ line: null, parameters, only: false });
}
