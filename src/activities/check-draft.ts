import { isDocumentName } from '../domain/release/document-names.ts';
import type { PublishedFile } from '../domain/train-state.ts';
import type { ReleaseAsset } from '../github/port-releases.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { ownFiles } from './own-release.ts';
import type { ReleasePlace } from './staging/ensure-assets.ts';
import { filesOfRelease, removed } from './staging/files-of-release.ts';

export interface CheckInput extends ReleasePlace {
  readonly files: readonly PublishedFile[];
}

/** Reads the release's files back and compares each with what was uploaded. Everything that differs is named at once. */
export function checkDraft({ github }: Pick<Dependencies, 'github'>) {
  return async function checkDraft({ files, adopted, ...place }: CheckInput): Promise<{ readonly url: string }> {
    return withGitHubFailures(async () => {
      const assets = await filesOfRelease(github, { ...place, adopted });
      const foreign = adopted ? [] : strangers(files, assets);
      const own = await ownFiles(github, place, foreign);
      // What an earlier execution left, such as a signature that nobody made this time.
      const leftovers = foreign.filter((asset) => isDocumentName(asset.name) || own.includes(asset));
      for (const { id } of leftovers) await github.deleteAsset(place, id);
      const different = files.flatMap((file) => differences(file, assets));
      const problems = [...different, ...foreign.filter((asset) => !leftovers.includes(asset)).map(isStrange)];
      if (problems.length > 0) {
        const advice = different.length > 0 ? mending(adopted) : '';
        throw refused(
          `Nothing was published, because the draft is not as it should be: ${problems.join('; ')}.${advice}`,
        );
      }
      const release = await github.release(place, place.releaseId);
      if (release !== null) return { url: release.url };
      throw removed({ ...place, adopted });
    });
  };
}

/** Whether an asset is whole and is this very file. An old server tells no digest; then the size must do. */
export function isSame({ state, size, digest }: ReleaseAsset, file: PublishedFile): boolean {
  return state === 'uploaded' && size === file.size && (digest === null || digest === `sha256:${file.sha256}`);
}

function differences(file: PublishedFile, assets: readonly ReleaseAsset[]): readonly string[] {
  const asset = assets.find(({ name }) => name === file.name);
  if (asset === undefined) return [`${file.name} is missing`];
  if (isSame(asset, file)) return [];
  return [
    `${file.name} is ${asset.state}, ${asset.size} bytes, ${asset.digest ?? 'without digest'}, but should be ${file.size} bytes, sha256:${file.sha256}`,
  ];
}

function mending(adopted: boolean): string {
  const mended = adopted ? 'brings back what is missing' : 'brings back what is missing, and replaces what is another';
  return ` Starting the release again ${mended}.`;
}

function strangers(files: readonly PublishedFile[], assets: readonly ReleaseAsset[]): readonly ReleaseAsset[] {
  return assets.filter(({ name }) => !files.some((file) => file.name === name));
}

function isStrange({ name }: ReleaseAsset): string {
  return `${name} is not ours: remove it from the draft, and start the release again`;
}
