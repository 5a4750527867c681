import { isVersion } from '../ids.ts';
import { assertNever } from '../exhaustive.ts';
import { compareVersions, formatVersion, parseVersion, type SemanticVersion } from './semantic-version.ts';

/** Which part of a version goes up; `pre` makes the next pre-release. */
export type Bump = 'major' | 'minor' | 'patch' | 'pre';

/**
 * The next version of that sort, always a higher one, with a leading `v` if there was one. A pre-release goes up to the
 * version that it prepares. Throws where the text is no version, or the next would be none.
 * @param preid what a pre-release is called: `rc` makes `1.4.0-rc.1`
 */
export function bump(version: string, part: Bump, preid = 'rc'): string {
  const current = parseVersion(version);
  if (current === null) throw new Error(`"${version}" is no version; write it as v1.4.0 or 1.4.0-rc.1`);
  const next = formatVersion(raised(current, part, preid));
  if (!isVersion(next)) {
    throw new Error(
      `the next version would be "${next}", which is none; look at the name of the pre-release, "${preid}"`,
    );
  }
  return next;
}

function raised(version: SemanticVersion, part: Bump, preid: string): SemanticVersion {
  const prepared = { ...version, prerelease: [] };
  const { major, minor, patch } = version;
  const isPrerelease = version.prerelease.length > 0;
  switch (part) {
    case 'major':
      if (isPrerelease && minor === 0n && patch === 0n) return prepared;
      return { ...prepared, major: major + 1n, minor: 0n, patch: 0n };
    case 'minor':
      if (isPrerelease && patch === 0n) return prepared;
      return { ...prepared, minor: minor + 1n, patch: 0n };
    case 'patch':
      return isPrerelease ? prepared : { ...prepared, patch: patch + 1n };
    case 'pre':
      return nextPrerelease(version, preid);
    default:
      return assertNever(part);
  }
}

/** The next of the same name, else the first of that name, of the same numbers where that is higher. */
function nextPrerelease(version: SemanticVersion, preid: string): SemanticVersion {
  const [name, count = ''] = version.prerelease;
  const number = name === preid && /^\d+$/.test(count) ? BigInt(count) + 1n : 1n;
  const next = { ...version, prerelease: [preid, `${number}`] };
  return compareVersions(next, version) > 0 ? next : { ...next, patch: version.patch + 1n, prerelease: [preid, '1'] };
}
