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
  /** Whether its draft is marked as a prerelease, which a person may have done. */
  readonly marked: boolean;
  /** Tags of the releases that are published there and are no prereleases. */
  readonly published: readonly string[];
}

/**
 * Decides how a release is shown. A prerelease is what its version, its kind, its branch or a person makes one; the
 * latest is what is none and what no published version ranks above. A tag that is no version doesn't compete.
 */
export function releaseFlags(version: string, standing: ReleaseStanding): ReleaseFlags {
  const { kind, branchIsDefault, marked, published } = standing;
  const own = parseVersion(version);
  const prerelease = marked || kind === 'nightly' || !branchIsDefault || (own !== null && own.prerelease.length > 0);
  if (prerelease || own === null) return { prerelease, latest: false };
  return { prerelease, latest: versionAbove(version, published) === null };
}

/** The highest of the published tags that are full versions above that one; `null` where none is. */
export function versionAbove(version: string, published: readonly string[]): string | null {
  const own = parseVersion(version);
  if (own === null) return null;
  const above = published.flatMap((tag) => {
    const other = parseVersion(tag);
    return other !== null && other.prerelease.length === 0 && compareVersions(other, own) > 0 ? [{ tag, other }] : [];
  });
  return above.sort((a, b) => compareVersions(b.other, a.other))[0]?.tag ?? null;
}
