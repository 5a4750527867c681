import type { ReleaseFile } from '../domain/release/release-file.ts';
import type { Dependencies } from './dependencies.ts';
import type { ReleasePlace } from './staging/ensure-assets.ts';
import { uploadFiles } from './upload-files.ts';

/** Brings one collected or packed file into the release, unless it is there already. */
export function uploadFile(means: Pick<Dependencies, 'github' | 'staging' | 'store'>) {
  const upload = uploadFiles(means);
  return async function uploadFile({ file, ...place }: ReleasePlace & { readonly file: ReleaseFile }): Promise<void> {
    await upload({ ...place, files: [file] });
  };
}
