import { assertNever } from './exhaustive.ts';
import type { TrainView } from './train-view.ts';

/** How far the publishing of the release is, as a list of one sentence; empty before it begins and where nothing is published. */
export function publishingLine({ publishing }: TrainView): readonly string[] {
  if (publishing === null) return [];
  switch (publishing.status) {
    case 'waiting':
      return [];
    case 'running':
      return ['publishing the release'];
    case 'published':
      return [`published: ${publishing.release.url}`];
    case 'failed':
      return [`not published: ${publishing.why}`];
    case 'cancelled':
      return ['publishing was cancelled'];
    default:
      return assertNever(publishing);
  }
}
