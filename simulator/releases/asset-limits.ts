import { validationFailed } from '../server/answer.ts';
import type { Release } from '../state/release.ts';
import type { World } from '../world.ts';

/** GitHub's limit of files in a release. */
const mostAssets = 1000;

/** GitHub's limit of a file: what it names as the most that it takes is one byte too many. */
const tooLarge = 2 ** 31;

/** Refuses a name that a file of the release has, whatever state that is in. */
export function refuseName(release: Release, name: string): void {
  if (![...release.assets.values()].some((asset) => asset.name === name)) return;
  throw validationFailed({ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' });
}

/** Refuses one more file where a release has as many as GitHub takes. */
export function refuseOneMore(release: Release): void {
  if (release.assets.size < mostAssets) return;
  const message = `file_count limited to ${mostAssets} assets`;
  throw validationFailed({ resource: 'ReleaseAsset', code: 'custom', field: 'file_count', message });
}

/** Refuses a file of so many bytes that is larger than GitHub, or the scenario, allows. */
export function refuseSize({ scenario }: World, bytes: number): void {
  const most = scenario.largestAsset ?? tooLarge - 1;
  if (bytes <= most) return;
  const message = `size must be less than or equal to ${most + 1}`;
  throw validationFailed({ resource: 'ReleaseAsset', code: 'custom', field: 'size', message });
}
