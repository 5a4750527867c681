import type { ReleaseFile } from '../domain/release/release-file.ts';
import { beating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';
import { ensureAsset, type ReleasePlace } from './staging/ensure-asset.ts';
import { ensureStaged } from './staging/ensure-staged.ts';

/** Brings one collected or packed file into the release, unless it is there already. */
export function uploadFile({ github, staging, store }: Pick<Dependencies, 'github' | 'staging' | 'store'>) {
  return async function uploadFile({ file, ...place }: ReleasePlace & { readonly file: ReleaseFile }): Promise<void> {
    await withGitHubFailures(() =>
      beating(async (signal) => {
        const means = { github, store, staged: staging.of(place.train) };
        await ensureAsset(github, place, file, signal, () => ensureStaged(means, file, signal));
      }),
    );
  };
}
