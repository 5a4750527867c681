import { findMarker, formatMarker, type Marker } from '../domain/marker.ts';
import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet, withGitHubFailures } from './failures.ts';

export interface FindSignalInput {
  readonly place: RepositoryName;
  readonly marker: Marker;
  /** How far back to look, and until when to look again; milliseconds since the epoch. */
  readonly since: number;
  readonly until: number;
}

/** Looks for an actions run that a signal started, by the marker that it shows; answers its page, or `null` where none shows. */
export function findSignal({ github, timings }: Pick<Dependencies, 'github' | 'timings'>) {
  return async function findSignal({ place, marker, since, until }: FindSignalInput): Promise<string | null> {
    const asked = Date.now();
    const wanted = formatMarker(marker);
    const runs = await withGitHubFailures(() => github.runsSince(place, since));
    const run = runs.find(({ event, title }) => {
      const shown = event === 'repository_dispatch' ? findMarker(title) : null;
      return shown !== null && formatMarker(shown) === wanted;
    });
    if (run !== undefined) return run.url;
    if (asked >= until) return null;
    throw notYet(`no actions run shows ${wanted} yet`, Math.max(1, Math.min(timings.findInterval, until - asked)));
  };
}
