import { assertNever } from './exhaustive.ts';
import type { PublishedRelease } from './train-state.ts';
import type { TrainView } from './train-view.ts';

/**
 * How far the publishing of the release is, a sentence a line; none before it begins and where nothing is published. What
 * people must know of a release that is out comes after where it is.
 */
export function publishingLine({ publishing }: TrainView): readonly string[] {
  if (publishing === null) return [];
  switch (publishing.status) {
    case 'waiting':
      return [];
    case 'running':
      return ['publishing the release'];
    case 'published':
      return describeRelease(publishing.release);
    case 'failed':
      return [`not published: ${publishing.why}`];
    case 'cancelled':
      return ['publishing was cancelled'];
    default:
      return assertNever(publishing);
  }
}

function describeRelease({ draft, url, signedBy, warnings, versionsProposed }: PublishedRelease): readonly string[] {
  return [
    draft ? `draft made (nothing is published): ${url}` : `published: ${url}`,
    ...(signedBy === null ? ['UNSIGNED: the worker has no signing key, so nobody can tell who made the release'] : []),
    ...warnings.map((warning) => `WARNING: ${warning}`),
    ...(versionsProposed === null ? [] : [`the file of versions is brought up to date by ${versionsProposed}`]),
  ];
}
