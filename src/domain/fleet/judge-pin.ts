import { compareVersions, parseVersion } from '../release/semantic-version.ts';
import type { ActionPin } from './fleet.ts';

/** A release of a repository with actions. */
export interface ActionRelease {
  readonly version: string;
  /** When it was published, milliseconds since the epoch. */
  readonly at: number;
}

/** What there is newer than a pin. */
export interface JudgedPin {
  /** The newest version above it that is old enough; `null` where there is none. */
  readonly newer: string | null;
  /** A still newer one that is too young to be taken; `null` where there is none. */
  readonly waiting: ActionRelease | null;
}

/**
 * Judges a pin by the releases that there are, whose pre-releases are left out by whoever lists them. Names that are no
 * whole version, such as `v4`, are moved at will and never taken.
 * @param until the youngest that a release may be, milliseconds since the epoch
 */
export function judgePin(
  { version }: Pick<ActionPin, 'version'>,
  releases: readonly ActionRelease[],
  until: number,
): JudgedPin {
  const pinned = parseVersion(version);
  const above = releases
    .flatMap((release) => {
      const parsed = parseVersion(release.version);
      const isAbove = parsed?.prerelease.length === 0 && (pinned === null || compareVersions(parsed, pinned) > 0);
      return isAbove ? [{ release, parsed }] : [];
    })
    .sort((a, b) => compareVersions(b.parsed, a.parsed))
    .map(({ release }) => release);
  const newer = above.find(({ at }) => at <= until) ?? null;
  const [newest] = above;
  return { newer: newer?.version ?? null, waiting: newest === undefined || newest === newer ? null : newest };
}

/** Whether a version can break those who used the other: its first number is another one. */
export function isMajorStep(from: string, to: string): boolean {
  return parseVersion(from)?.major !== parseVersion(to)?.major;
}
