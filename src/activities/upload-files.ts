import type { ReleaseFile } from '../domain/release/release-file.ts';
import { beating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';
import { ensureAssets, type ReleasePlace } from './staging/ensure-assets.ts';
import { ensureStaged } from './staging/ensure-staged.ts';

type Means = Pick<Dependencies, 'github' | 'staging' | 'store'>;

/** Brings collected and packed files into the release, one after another, but for those that are there already. */
export function uploadFiles({ github, staging, store }: Means) {
  return async function uploadFiles({
    files,
    ...place
  }: ReleasePlace & { readonly files: readonly ReleaseFile[] }): Promise<void> {
    await withGitHubFailures(() =>
      beating(async (signal) => {
        const means = { github, store, staged: staging.of(place.train) };
        await ensureAssets(github, place, files, signal, (file) => ensureStaged(means, file, signal));
      }),
    );
  };
}
