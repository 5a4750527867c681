import type { PackedSource } from '../domain/release/release-file.ts';
import { beating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';
import { packAgain } from './staging/ensure-staged.ts';

export interface PackInput {
  readonly train: string;
  readonly source: PackedSource;
}

/** Makes an archive of collected files. Made again, it is the same to the byte. */
export function packFiles({ github, staging, store }: Pick<Dependencies, 'github' | 'staging' | 'store'>) {
  return async function packFiles({ train, source }: PackInput): Promise<{ size: number; sha256: string }> {
    return withGitHubFailures(() =>
      beating(async (signal) => {
        const { size, sha256 } = await packAgain({ github, store, staged: staging.of(train) }, source, signal);
        return { size, sha256 };
      }),
    );
  };
}
