import type { Release } from '../state/release.ts';

/** Whether a release can be the latest at all: drafts and prereleases never are, whatever is asked. */
export function mayBeLatest({ draft, prerelease }: Release): boolean {
  return !draft && !prerelease;
}

/**
 * Decides whether a release becomes, or stays, the latest of its repository. `true` (unless said): it does; `false`: it
 * does not; `legacy`: unless the one that is has a higher version.
 */
export function chooseLatest(release: Release, makeLatest = 'true'): void {
  const { repository } = release;
  const current = repository.latestRelease;
  const isHigher = current === undefined || !isVersionAbove(current.tag, release.tag);
  if (!mayBeLatest(release) || makeLatest === 'false') dropAsLatest(release);
  else if (makeLatest === 'true' || isHigher) repository.latestRelease = release;
}

/** The release is the latest no longer; the newest of the others is, as GitHub has it. */
export function dropAsLatest(release: Release): void {
  const { repository } = release;
  if (repository.latestRelease !== release) return;
  const others = [...repository.releases.values()].filter((other) => other !== release && mayBeLatest(other));
  repository.latestRelease = others.at(-1);
}

/** Whether one tag is a higher semantic version than another; false where either is none. */
function isVersionAbove(one: string, other: string): boolean {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  if (left === undefined || right === undefined) return false;
  const index = left.findIndex((number, at) => number !== right[at]);
  return index >= 0 && (left[index] ?? 0) > (right[index] ?? 0);
}

function numbersOf(tag: string): readonly number[] | undefined {
  return /^v?(\d+)\.(\d+)\.(\d+)/.exec(tag)?.slice(1).map(Number);
}
