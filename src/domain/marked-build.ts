import { buildId, isTrainId } from './ids.ts';
import { findMarker } from './marker.ts';

/** The workflow id of the build that a marker in the text names; `null` where there is none, or for a train that can't exist. */
export function buildNamedIn(text: string): string | null {
  const marker = findMarker(text);
  return marker === null || !isTrainId(marker.train) ? null : buildId(marker.train, marker.alias);
}
