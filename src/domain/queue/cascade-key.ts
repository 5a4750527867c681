import type { ParameterChoice } from '../expected-artifacts.ts';
import type { NightlyRequest } from '../trigger.ts';
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
  return JSON.stringify({ line, parameters: sorted(parameters), only });
}

/** The key of the cascades into which a change may go. */
export function trackKey({ line, parameters }: Arrival): string {
  return cascadeKey({ line, parameters, only: false });
}

/** Where things are kept in mind of a repository on a track. */
export function placeOnTrack(key: string, repository: string): string {
  return `${repository} ${key}`;
}

/** The track of a key that `cascadeKey` wrote. */
export function trackOf(key: string): CascadeTrack {
  return JSON.parse(key) as CascadeTrack;
}

/** The key of a nightly: a trial, and one of other commits, is another than the one of every night. */
export function nightlyKey({ parameters, refs, dryRun, force }: NightlyRequest): string {
  return JSON.stringify({
    line: null,
    parameters: sorted(parameters),
    only: false,
    // What is as ever is not in it, as it was in the keys of older code.
    ...(Object.keys(refs).length === 0 ? {} : { refs: sorted(refs) }),
    ...(dryRun ? { dryRun } : {}),
    ...(force ? { force } : {}),
  });
}

function sorted<T>(fields: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}
