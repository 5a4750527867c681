import type { TrainKind } from '../trigger.ts';
import { compareVersions, parseVersion } from './semantic-version.ts';

/** How GitHub shows a release. */
export interface ReleaseFlags {
  readonly prerelease: boolean;
  /** Whether the repository's page and its `latest` link lead to it. */
  readonly latest: boolean;
}

/** What decides about the flags beside the version. */
export interface ReleaseStanding {
  readonly kind: TrainKind;
  /** Whether it is made from the default branch of the repository that it is published in. */
  readonly branchIsDefault: boolean;
  /** Tags of the releases that are published there and are no prereleases. */
  readonly published: readonly string[];
}

/**
 * Decides how a release is shown. A prerelease is what its version, its kind or its branch makes one; the latest is what
 * is none and what no published version ranks above. A tag that is no version doesn't compete.
 */
export function releaseFlags(version: string, { kind, branchIsDefault, published }: ReleaseStanding): ReleaseFlags {
  const own = parseVersion(version);
  const prerelease = kind === 'nightly' || !branchIsDefault || (own !== null && own.prerelease.length > 0);
  if (prerelease || own === null) return { prerelease, latest: false };
  const above = published.map(parseVersion).some((other) => {
    return other !== null && other.prerelease.length === 0 && compareVersions(other, own) > 0;
  });
  return { prerelease, latest: !above };
}
