import { isVersion } from '../ids.ts';

/** A version by Semantic Versioning 2.0, taken apart. What stands after a `+` says nothing about its rank and is left out. */
export interface SemanticVersion {
  /** `v`, or nothing. */
  readonly prefix: string;
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** The parts between the dots of a pre-release; none where it isn't one. */
  readonly prerelease: readonly string[];
}

/** Takes a version apart; `null` for any other text. */
export function parseVersion(text: string): SemanticVersion | null {
  if (!isVersion(text)) return null;
  const [, prefix = '', major = '', minor = '', patch = '', prerelease] =
    /^(v?)(\d+)\.(\d+)\.(\d+)(?:-([^+]+))?/.exec(text) ?? [];
  return {
    prefix,
    major: BigInt(major),
    minor: BigInt(minor),
    patch: BigInt(patch),
    prerelease: prerelease?.split('.') ?? [],
  };
}

/** Puts a version together again. */
export function formatVersion({ prefix, major, minor, patch, prerelease }: SemanticVersion): string {
  return `${prefix}${major}.${minor}.${patch}${prerelease.length === 0 ? '' : `-${prerelease.join('.')}`}`;
}

/** Negative, zero or positive as the first version ranks below, with or above the second, by Semantic Versioning 2.0, section 11. */
export function compareVersions(a: SemanticVersion, b: SemanticVersion): number {
  return (
    compare(a.major, b.major) ||
    compare(a.minor, b.minor) ||
    compare(a.patch, b.patch) ||
    comparePrereleases(a.prerelease, b.prerelease)
  );
}

/** What is no pre-release ranks above all pre-releases of its numbers; of two that begin alike, the longer is above. */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return compare(b.length, a.length);
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const difference = compareParts(part, other);
    if (difference !== 0) return difference;
  }
  return compare(a.length, b.length);
}

/** Numbers rank below words; words go by their ASCII order. */
function compareParts(a: string, b: string): number {
  const [aIsNumber, bIsNumber] = [isNumber(a), isNumber(b)];
  if (aIsNumber && bIsNumber) return compare(BigInt(a), BigInt(b));
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  return compare(a, b);
}

function isNumber(part: string): boolean {
  return /^\d+$/.test(part);
}

function compare<T extends bigint | number | string>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
