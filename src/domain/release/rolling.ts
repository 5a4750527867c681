import { isVersion } from '../ids.ts';
import { parseNightlyName } from './nightly-name.ts';

/**
 * Why a release can't always stand for the last nightly under that tag, in words; `null` where it can.
 * @param immutable whether releases can't be changed any more where the nightly was published
 */
export function refuseRolling(tag: string, immutable: boolean): string | null {
  if (immutable) return 'releases can not be changed here once they are published, and no tag is used twice';
  if (parseNightlyName(tag) === null && !isVersion(tag)) return null;
  return 'that is the name of one release only: give "rolling" of the configuration another, such as nightly';
}
